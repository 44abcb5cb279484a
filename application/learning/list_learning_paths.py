"""See which courses there are."""

from typing import ClassVar

from attrs import define

from parlons.application.paging import FIRST_PAGE, Page, PageRequest, page_of
from parlons.application.ports.unit_of_work import IUnitOfWork
from parlons.domain.identity.permission import Permission
from parlons.domain.identity.principal import Principal
from parlons.domain.learning.catalogue import PathSummary
from parlons.domain.learning.cefr_level import CefrLevel


@define
class ListLearningPaths:
    """Everybody who may read courses sees all published paths."""

    permission: ClassVar = Permission.READ_COURSES

    unit_of_work: IUnitOfWork

    def __call__(
        self,
        principal: Principal,
        page: PageRequest = FIRST_PAGE,
        *,
        target_language: str | None = None,
        level: CefrLevel | None = None,
    ) -> Page[PathSummary]:
        """Return paths in the order they were published, perhaps of one language or level only."""
        principal.require(self.permission)
        with self.unit_of_work.read() as session:
            return page_of(
                page,
                "paths",
                lambda after, limit: session.catalogue.paths(
                    after, limit, target_language=target_language, level=level
                ),
                lambda path: path.id,
            )
