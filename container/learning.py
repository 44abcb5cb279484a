"""Courses, answers, and how far these get a learner."""

from dependency_injector import providers

from parlons.adapters.injection.factories import factories
from parlons.application.activity.activity_desk import ActivityDesk
from parlons.application.activity.complete_activities import CompleteActivities
from parlons.application.activity.complete_activity import CompleteActivity
from parlons.application.grading.answer_exercise import AnswerExercise
from parlons.application.grading.attempt_book import AttemptBook
from parlons.application.grading.course_lexicons import CourseLexicons
from parlons.application.grading.decide_answer_report import DecideAnswerReport
from parlons.application.grading.list_answer_reports import ListAnswerReports
from parlons.application.grading.report_answer import ReportAnswer
from parlons.application.learning.hear_exercise import HearExercise
from parlons.application.learning.hear_line import HearLine
from parlons.application.learning.hear_term import HearTerm
from parlons.application.learning.import_course import ImportCourse
from parlons.application.learning.list_learning_paths import ListLearningPaths
from parlons.application.learning.list_lessons import ListLessons
from parlons.application.learning.list_units import ListUnits
from parlons.application.learning.set_prerequisites import SetPrerequisites
from parlons.application.learning.spoken_lexicon import SpokenLexicon
from parlons.application.learning.view_learning_path import ViewLearningPath
from parlons.application.learning.view_lesson import ViewLesson
from parlons.application.learning.view_unit import ViewUnit
from parlons.application.progress.enrol_in_path import EnrolInPath
from parlons.application.progress.follow_news import FollowNews
from parlons.application.progress.freeze_day import FreezeDay
from parlons.application.progress.list_learners import ListLearners
from parlons.application.progress.news_hub import NewsHub
from parlons.application.progress.rebuild_progress import RebuildProgress
from parlons.application.progress.unit_gate import UnitGate
from parlons.application.progress.view_achievements import ViewAchievements
from parlons.application.progress.view_progress import ViewProgress
from parlons.application.progress.view_streak import ViewStreak
from parlons.application.progress.view_xp import ViewXp
from parlons.container.road import Road


class Learning(Road):
    """Courses, answers, and how far these get a learner."""

    make = factories(vars(), Road)

    gate = make(UnitGate, delivery=Road.progress_delivery)

    list_learning_paths = make(ListLearningPaths)
    view_learning_path = make(ViewLearningPath)
    list_units = make(ListUnits)
    view_unit = make(ViewUnit)
    list_lessons = make(ListLessons)
    view_lesson = make(ViewLesson)
    hear_exercise = make(HearExercise)
    hear_line = make(HearLine)
    spoken_lexicon = providers.ThreadSafeSingleton(SpokenLexicon)
    hear_term = make(HearTerm, lexicon=spoken_lexicon)
    import_course = make(ImportCourse, desk=Road.work_desk)
    set_prerequisites = make(SetPrerequisites, desk=Road.work_desk)

    course_lexicons = providers.ThreadSafeSingleton(CourseLexicons)
    attempt_book = make(AttemptBook, lexicons=course_lexicons)
    answer_exercise = make(AnswerExercise, attempts=attempt_book)
    report_answer = make(ReportAnswer)
    list_answer_reports = make(ListAnswerReports)
    decide_answer_report = make(DecideAnswerReport, lexicons=course_lexicons)

    activity_desk = make(ActivityDesk, attempts=attempt_book, codec=Road.row_codec)
    complete_activity = make(CompleteActivity, desk=activity_desk)
    complete_activities = make(CompleteActivities, desk=activity_desk)
    enrol_in_path = make(EnrolInPath, progress=Road.progress_consumer)
    freeze_day = make(FreezeDay, xp=Road.xp_consumer)
    view_progress = make(ViewProgress)
    view_streak = make(ViewStreak)
    view_xp = make(ViewXp)
    view_achievements = make(ViewAchievements)
    news_hub = providers.ThreadSafeSingleton(NewsHub, Road.unit_of_work)
    follow_news = make(FollowNews, hub=news_hub)
    list_learners = make(ListLearners)
    rebuild_progress = make(
        RebuildProgress,
        progress=Road.progress_consumer,
        xp=Road.xp_consumer,
        achievements=Road.achievement_consumer,
    )
