"""How one boundary writes domain classes."""

from typing import Any, Final

from attrs import Attribute, frozen

from parlons.application.ports.codec import camel_case
from parlons.domain import fields


@frozen(kw_only=True)
class Style:
    """What the codecs of two boundaries differ in.

    `secrets` are fields marked secret, `derived` those that no caller may set (`init=False`).
    `checked` holds every document against its schema before it is read. `definitions` is where
    references between schemas lead to.
    """

    camel_case: bool = False
    secrets: bool = True
    derived: bool = False
    checked: bool = True
    definitions: str = "#/$defs/"

    def rename(self, name: str) -> str:
        """The field's name in JSON."""
        return camel_case(name) if self.camel_case else name

    def writes(self, attribute: "Attribute[Any]") -> bool:
        """Say whether the field is part of the document."""
        secret = fields.SECRET.items() <= attribute.metadata.items()
        return (attribute.init or self.derived) and (self.secrets or not secret)

    def can_read(self, attribute: "Attribute[Any]") -> bool:
        """Say whether a document that fits holds what it takes to set the field."""
        return attribute.init == self.writes(attribute)


ROWS: Final = Style(checked=False)
"""What we stored ourselves: everything that is needed to make the value again, and no check."""

HTTP: Final = Style(
    camel_case=True, secrets=False, derived=True, definitions="#/components/schemas/"
)
"""What a client of the REST API sees."""

AUTHORED: Final = Style()
"""What people and models write: everything a caller may set, and every fault told."""
