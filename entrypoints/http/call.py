"""What every operation is given."""

from attrs import frozen

from parlons.container import Container
from parlons.domain.identity.principal import Principal


@frozen
class Call:
    """One request: who makes it, and the use cases that can serve it."""

    container: Container
    principal: Principal
    request_id: str
