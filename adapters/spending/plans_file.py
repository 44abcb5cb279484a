"""Plans in a file."""

import json
from pathlib import Path

from attrs import frozen

from parlons.application.environment import SettingsError, variable
from parlons.application.ports.codec import ICodec, InvalidDocumentError
from parlons.domain import fields
from parlons.domain.errors import ParlonsError
from parlons.domain.spending.plan import Plan


@frozen(kw_only=True)
class PlansDocument:
    """All plans of an installation, as `GET /api/admin/plans` answers them."""

    plans: tuple[Plan, ...]

    def __attrs_post_init__(self) -> None:
        if not self.plans:
            raise ValueError("there must be a plan")
        fields.require_unique("plan", [each.name for each in self.plans])


def read_plans(path: Path, codec: ICodec) -> tuple[Plan, ...]:
    """Read the plans of a JSON file; raises `SettingsError`."""
    named = variable("plans_file")
    try:
        document = json.loads(path.expanduser().read_text(encoding="utf-8"))
        return codec.decode(document, PlansDocument).plans
    except OSError as error:
        raise SettingsError(f"{named}: {path} cannot be read: {error.strerror}") from error
    except (InvalidDocumentError, ParlonsError, ValueError, RecursionError) as error:
        raise SettingsError(f"{named}: {path} holds no plans: {error}") from error
