"""The composition root: which adapter serves which port, and what each use case is made with."""

from parlons.adapters.injection.factories import factories
from parlons.application.environment import SettingsError, settings_from
from parlons.application.identity.log_in import LogIn
from parlons.application.identity.register_user import RegisterUser
from parlons.application.settings import Settings
from parlons.container.tutoring import Tutoring

__all__ = ["Container", "Settings", "SettingsError", "settings_from"]


class Container(Tutoring):
    """Every port and every use case; `Container(cache=fake)` or an override swaps one."""

    make = factories(vars(), Tutoring)

    register_user = make(RegisterUser)
    log_in = make(LogIn)
