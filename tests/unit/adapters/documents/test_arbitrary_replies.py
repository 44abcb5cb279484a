import json
import time
from contextlib import suppress

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.support.structured_tasks import TASKS, Teller, reply_decoder

from parlons.application.ports.reply_decoder import UndecodableReplyError
from parlons.application.tutoring.structured.reply_ladder import ReplyLadder
from parlons.domain.tutoring.structured.conversation_summary import ConversationSummary
from parlons.domain.tutoring.structured.exercise_suggestions import ExerciseSuggestions

DECODER = reply_decoder()
SOUND = json.dumps({"summary": "L'eau \"et\" l'ami.", "topics": ["le", "la", "d'ici"]})
PIECES = (*"{}[]\":,'`“”\\/#* \n", "summary", "topics", "items", "le", "7", "NaN", "null", "True")
SOUP = st.lists(st.sampled_from(PIECES), max_size=40).map("".join)


@pytest.mark.parametrize("method", ["decode", "repair", "salvage"])
@given(text=SOUP | st.text(max_size=40))
def test_a_soup_of_marks_is_read_or_refused(method: str, text: str):
    for type_ in (ConversationSummary, ExerciseSuggestions):
        with suppress(UndecodableReplyError):
            getattr(DECODER, method)(text, type_)


@given(at=st.integers(0, len(SOUND)), length=st.integers(0, 4), put=SOUP)
def test_a_damaged_reply_always_ends_somewhere(at: int, length: int, put: str):
    damaged = SOUND[:at] + put[:6] + SOUND[at + length :]
    task = TASKS["summarise"]()
    reply = ReplyLadder(DECODER).climb(task, Teller([damaged, damaged]))
    assert (reply.value is None) is (reply.text is not None)
    assert reply.degraded is (reply.reason is not None)


@settings(deadline=None, max_examples=20)
@given(piece=st.lists(st.sampled_from(PIECES), min_size=1, max_size=6).map("".join))
def test_no_repetition_takes_long(piece: str):
    text = ("{" + piece * (20_000 // len(piece)))[:20_000]
    for read in (DECODER.repair, DECODER.salvage):
        started = time.perf_counter()
        with pytest.raises(UndecodableReplyError):
            read(text, ExerciseSuggestions)
        assert time.perf_counter() - started < 2
