"""The plans that an installation sets up."""

from collections.abc import Iterator

from parlons.application.ports.codec import ICodec
from parlons.application.settings import Settings
from parlons.domain.spending.plan import PLANS, Plan


def plans(settings: Settings, codec: ICodec) -> Iterator[tuple[Plan, ...]]:
    """Those of the file that is set, else ours."""
    from parlons.adapters.spending.plans_file import read_plans

    yield PLANS if settings.plans_file is None else read_plans(settings.plans_file, codec)
