"""Stage: an answer that was given before."""

import hashlib
import json
from typing import Final

from attrs import define

from parlons.application.ports.cache_service import CacheUnavailableError, ICacheService
from parlons.application.ports.codec import ICodec, InvalidDocumentError
from parlons.application.ports.telemetry import CacheFailed, ITelemetry
from parlons.application.tutoring.prompt import PROMPT_VERSION
from parlons.application.tutoring.tutor_task import TutorTask
from parlons.domain.tutoring.completion import Completion
from parlons.domain.tutoring.question import normalised_question

TTL_SECONDS: Final = 30 * 24 * 60 * 60


@define
class AnswerCache:
    """The exact tier: the same normalised question in the same scope has the same answer.

    The scope is part of the key: the course and its edition, the language of the answer, the
    wording of the prompt and the model. A cache that fails is a cache that is empty.
    """

    cache: ICacheService
    codec: ICodec
    telemetry: ITelemetry

    def find(self, task: TutorTask, model: str) -> Completion | None:
        """Return the answer kept for the question, or None."""
        try:
            kept = self.cache.get(_key(task, model))
            return None if kept is None else self.codec.decode(json.loads(kept), Completion)
        except CacheUnavailableError as error:
            reason = str(error)
        except (InvalidDocumentError, ValueError, RecursionError) as error:
            reason = f"a kept answer cannot be read: {type(error).__name__}"
        self.telemetry.record(CacheFailed(reason=reason))
        return None

    def keep(self, task: TutorTask, model: str, completion: Completion) -> None:
        """Keep a whole answer; one cut short is not worth keeping."""
        if completion.truncated:
            return
        value = json.dumps(self.codec.encode(completion)).encode()
        try:
            self.cache.set(_key(task, model), value, TTL_SECONDS)
        except CacheUnavailableError as error:
            self.telemetry.record(CacheFailed(reason=str(error)))


def _key(task: TutorTask, model: str) -> str:
    scope = [
        task.name,
        task.path.slug,
        task.path.updated_at.isoformat(),
        task.language,
        PROMPT_VERSION,
        model,
        normalised_question(task.question.text),
    ]
    return "answer:" + hashlib.sha256(json.dumps(scope).encode()).hexdigest()
