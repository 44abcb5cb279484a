"""Tasks for models that expect data, and the malformed replies kept in a table."""

import json
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any, Final

import yaml
from attrs import define, field

from parlons.adapters import documents
from parlons.application.ports.llm_client import LLMUnavailableError
from parlons.application.ports.reply_decoder import IReplyDecoder
from parlons.application.tutoring.structured.explain_mistake import ExplainMistake
from parlons.application.tutoring.structured.grade_open_answer import GradeOpenAnswer
from parlons.application.tutoring.structured.structured_task import StructuredTask
from parlons.application.tutoring.structured.suggest_exercises import Mistake, SuggestExercises
from parlons.application.tutoring.structured.summarise_conversation import SummariseConversation
from parlons.domain.exercises.lexicon import CourseWords, Lexicon
from parlons.domain.exercises.translation import Translation, TranslationAnswer
from parlons.domain.learning.catalogue import PathSummary
from parlons.domain.learning.cefr_level import CefrLevel
from parlons.domain.learning.vocabulary_entry import VocabularyEntry
from parlons.domain.tutoring.completion import ChatMessage, ChatRole, Completion, CompletionRequest
from parlons.domain.tutoring.structured.structured_reply import StructuredReply
from parlons.domain.tutoring.usage import ModelCall, TokenUsage, estimated_usage
from parlons.entrypoints.testing.samples import NOON, attempt, word

TABLE: Final = (
    Path(__file__).parents[1] / "unit/application/tutoring/structured/malformed_replies.yaml"
)
HOUSE: Final = Translation(
    slug="house", prompt="Translate.", text="the house", into="fr", keys=("la maison",)
)
WORDS: Final = CourseWords(
    Lexicon(
        "fr", {each: frozenset({0}) for each in ("le", "la", "les", "chat", "chien", "maison")}
    ),
    Lexicon("en", {each: frozenset({0}) for each in ("the", "cat", "dog", "house")}),
)
VOCABULARY: Final[tuple[VocabularyEntry, ...]] = (word("chat"), word("maison"))

_SOUND: Final[Mapping[str, Any]] = {
    "EXPLANATION": {
        "summary": "The noun is feminine.",
        "rule": "A feminine noun takes la.",
        "corrected": "la maison",
        "examples": [{"text": "la porte", "translation": "the door"}],
    },
    "ITEM": {
        "type": "translation",
        "slug": "the-cat",
        "prompt": "Translate.",
        "text": "the cat",
        "into": "fr",
        "keys": ["le chat"],
    },
    "OPINION": {"accepted": True, "comment": "Right.", "confidence": 0.9},
    "SUMMARY": {"summary": "Articles.", "topics": ["le"]},
}


def reply_decoder() -> IReplyDecoder:
    """The real one."""
    (codec,) = documents.authored_codec()
    (decoder,) = documents.reply_decoder(codec)
    return decoder


def course() -> PathSummary:
    """French for speakers of English."""
    return PathSummary(
        id=1,
        slug="french",
        title="French",
        description="A course.",
        source_language="en",
        target_language="fr",
        level=CefrLevel.A1,
        unit_count=1,
        lesson_count=1,
        version=1,
        updated_at=NOON,
    )


def explain(answer: str = "le maison") -> ExplainMistake:
    """The mistake to say "le maison"."""
    given = TranslationAnswer(answer)
    tried = attempt(1, answer=given, grade=HOUSE.grade(given))
    return ExplainMistake(path=course(), language="en", exercise=HOUSE, attempt=tried)


def suggest(answer: str = "le maison") -> SuggestExercises:
    """Exercises for the same mistake."""
    mistake = Mistake(HOUSE, HOUSE.grade(TranslationAnswer(answer)))
    return SuggestExercises(
        path=course(),
        language="en",
        mistakes=(mistake,),
        vocabulary=VOCABULARY,
        words=WORDS,
    )


def grade(answer: str = "le maison") -> GradeOpenAnswer:
    """An opinion of the same answer."""
    graded = HOUSE.grade(TranslationAnswer(answer))
    return GradeOpenAnswer(path=course(), language="en", exercise=HOUSE, grade=graded)


def summarise(question: str = "When is it la?") -> SummariseConversation:
    """A conversation of one question."""
    return SummariseConversation(
        path=course(),
        language="en",
        messages=(
            ChatMessage(ChatRole.USER, question),
            ChatMessage(ChatRole.ASSISTANT, "With feminine nouns."),
        ),
    )


TASKS: Final[Mapping[str, Callable[[], StructuredTask[Any]]]] = {
    "explain": explain,
    "suggest": suggest,
    "grade": grade,
    "grade right": lambda: grade("la maison"),
    "summarise": summarise,
}


@define
class Teller:
    """Says what it is told, call by call, and counts the tokens by estimate."""

    replies: list[Any]
    requests: list[CompletionRequest] = field(factory=list)
    usages: list[TokenUsage] = field(factory=list)

    def __call__(self, request: CompletionRequest) -> Completion:
        """Return the next reply, or fail where the table says so."""
        reply = self.replies[len(self.requests)]
        self.requests.append(request)
        reply = reply if isinstance(reply, dict) else {"text": reply}
        if reply.get("fails"):
            raise LLMUnavailableError("the model is down")
        text = _text(reply)
        sent = "".join(each.content for each in request.messages)
        usage = estimated_usage(sent + json.dumps(_schema(request)), text)
        self.usages.append(usage)
        call = ModelCall(model="teller", usage=usage)
        return Completion(text=text, call=call, truncated=reply.get("truncated", False))


def table() -> list[dict[str, Any]]:
    """Return the rows of the table."""
    rows: list[dict[str, Any]] = yaml.safe_load(TABLE.read_text(encoding="utf-8"))
    return rows


def result(reply: StructuredReply[Any]) -> str:
    """Return the text, or the value as JSON without blanks."""
    if reply.value is None:
        return reply.text or ""
    (codec,) = documents.authored_codec()
    return json.dumps(codec.encode(reply.value), ensure_ascii=False, separators=(",", ":"))


def _text(reply: Mapping[str, Any]) -> str:
    text = reply.get("head", "") + reply["text"] * reply.get("repeat", 1) + reply.get("tail", "")
    for name, value in _SOUND.items():
        text = text.replace(name, json.dumps(value, ensure_ascii=False))
    return text


def _schema(request: CompletionRequest) -> Any:
    return request.reply_schema.schema if request.reply_schema else {}
