"""Open an account."""

from typing import ClassVar

from attrs import define, field, frozen

from parlons.application.identity.account import Account, account_of
from parlons.application.ports.clock import IClock
from parlons.application.ports.id_generator import IIdGenerator
from parlons.application.ports.password_hasher import IPasswordHasher
from parlons.application.ports.unit_of_work import IUnitOfWork
from parlons.domain import fields
from parlons.domain.identity.permission import Permission
from parlons.domain.identity.principal import Principal
from parlons.domain.identity.role import Role
from parlons.domain.identity.user import EMAIL, User, normalised_email, normalised_password


@frozen(kw_only=True)
class Registration:
    """What somebody must tell to get an account.

    A password has 8 to 256 characters (NIST SP 800-63B asks for at least 8 and no rules of
    composition). `zone` is the IANA zone in which the learner's days begin.
    """

    email: str = field(converter=normalised_email, validator=EMAIL)
    password: str = field(
        converter=normalised_password, validator=fields.text(256, min_length=8), repr=False
    )
    display_name: str = field(validator=fields.text(80))
    zone: str = field(default="UTC", validator=fields.time_zone)


@define
class RegisterUser:
    """Anybody may register as a learner; other roles are given by those who manage users."""

    permission: ClassVar = Permission.REGISTER

    unit_of_work: IUnitOfWork
    password_hasher: IPasswordHasher
    clock: IClock
    id_generator: IIdGenerator

    def __call__(
        self,
        principal: Principal,
        registration: Registration,
        roles: frozenset[Role] = frozenset({Role.LEARNER}),
    ) -> Account:
        """Raises `DuplicateError` when the address has an account."""
        principal.require(self.permission)
        if roles != {Role.LEARNER}:
            principal.require(Permission.MANAGE_USERS)
        user = User(
            id=self.id_generator.new_id(),
            email=registration.email,
            display_name=registration.display_name,
            password_hash=self.password_hasher.hash(registration.password),
            roles=roles,
            zone=registration.zone,
            created_at=self.clock.now(),
        )
        with self.unit_of_work.write() as session:
            session.users.add(user)
        return account_of(user)
