"""The tutor."""

from dependency_injector import providers

from parlons.adapters.injection.factories import factories
from parlons.application.tutoring.ai_orchestrator import AIOrchestrator
from parlons.application.tutoring.answer_cache import AnswerCache
from parlons.application.tutoring.ask_opinion import AskOpinion
from parlons.application.tutoring.ask_tutor import AskTutor
from parlons.application.tutoring.explain_mistake import ExplainMistake
from parlons.application.tutoring.follow_tutor_reply import FollowTutorReply
from parlons.application.tutoring.kept_replies import KeptReplies
from parlons.application.tutoring.live_replies import LiveReplies
from parlons.application.tutoring.model_ladder import ModelLadder
from parlons.application.tutoring.stream_tutor_reply import StreamTutorReply
from parlons.application.tutoring.structured.reply_ladder import ReplyLadder
from parlons.application.tutoring.structured_tutor import StructuredTutor
from parlons.application.tutoring.suggest_exercises import SuggestExercises
from parlons.application.tutoring.summarise_chat import SummariseChat
from parlons.container.learning import Learning


class Tutoring(Learning):
    """Questions and replies."""

    make = factories(vars(), Learning)

    model_ladder = make(ModelLadder, desk=Learning.spending_desk, decoder=Learning.reply_decoder)
    answer_cache = make(AnswerCache, codec=Learning.row_codec)
    orchestrator = make(AIOrchestrator, desk=Learning.spending_desk, ladder=model_ladder)
    structured_tutor = make(
        StructuredTutor,
        desk=Learning.spending_desk,
        ladder=model_ladder,
        replies=make(ReplyLadder, decoder=Learning.reply_decoder),
    )
    ask_tutor = make(AskTutor)
    stream_tutor_reply = make(StreamTutorReply)
    live_replies = providers.ThreadSafeSingleton(
        LiveReplies,
        kept=make(
            KeptReplies,
            codec=Learning.row_codec,
            longest_seconds=Learning.limits.hold_for.provided.total_seconds.call(),
        ),
        id_generator=Learning.id_generator,
        telemetry=Learning.telemetry,
        per_user=Learning.limits.replies_per_user,
        capacity=Learning.limits.streams,
    )
    follow_tutor_reply = make(FollowTutorReply, stream=stream_tutor_reply, replies=live_replies)
    ask_opinion = make(AskOpinion, tutor=structured_tutor)
    summarise_chat = make(SummariseChat, tutor=structured_tutor)
    explain_mistake = make(ExplainMistake, tutor=structured_tutor)
    suggest_exercises = make(
        SuggestExercises, lexicons=Learning.course_lexicons, tutor=structured_tutor
    )
