"""Hear a word of a course."""

from typing import ClassVar

from attrs import define

from parlons.application.learning.spoken_lexicon import SpokenLexicon
from parlons.application.ports.speech import ISpeech, Recording
from parlons.application.ports.unit_of_work import IUnitOfWork
from parlons.domain.errors import NotFoundError
from parlons.domain.identity.permission import Permission
from parlons.domain.identity.principal import Principal


@define
class HearTerm:
    """Only what the path's lexicon holds is said, so that nobody has other texts said by us."""

    permission: ClassVar = Permission.READ_COURSES

    unit_of_work: IUnitOfWork
    speech: ISpeech
    lexicon: SpokenLexicon

    def __call__(self, principal: Principal, path_id: int, term: str) -> Recording:
        """Say a term, or a variant, a form or the example of one, as it stands in the lexicon.

        Raises `NotFoundError`, `SpeechUnavailableError`.
        """
        principal.require(self.permission)
        with self.unit_of_work.read() as session:
            path = session.catalogue.path(path_id)
            if path is None:
                raise NotFoundError(f"there is no learning path {path_id}")
            if not self.lexicon.holds(session.catalogue, path, term):
                raise NotFoundError(f"learning path {path_id} does not teach {term!r}")
        return self.speech.say(term, path.target_language)
