"""What happens, who hears of it, and how work gets done."""

from random import random

from dependency_injector import providers

from parlons.adapters.injection.factories import factories
from parlons.application.events.backfill_consumer import BackfillConsumer
from parlons.application.events.consumer import queues_of, subscriptions
from parlons.application.events.delivery import EventDelivery, handlers
from parlons.application.events.publisher import Publisher
from parlons.application.progress.achievement_consumer import AchievementConsumer
from parlons.application.progress.insights_consumer import InsightsConsumer
from parlons.application.progress.progress_consumer import ProgressConsumer
from parlons.application.progress.recount_path import RecountPath
from parlons.application.progress.xp_consumer import XpConsumer
from parlons.application.work.cancel_work import CancelWork
from parlons.application.work.count_work import CountWork
from parlons.application.work.fire_schedules import FireSchedules
from parlons.application.work.forget_work import ForgetWork
from parlons.application.work.list_work import ListWork
from parlons.application.work.queues import (
    FORGET_WORK,
    RECOUNT_PATH,
    SCHEDULES,
    SWEEP_HOLDS,
    TELL_BUDGET,
)
from parlons.application.work.reap_work import ReapWork
from parlons.application.work.relay_work import RelayWork
from parlons.application.work.replay_work import ReplayWork
from parlons.application.work.retry_work import RetryWork
from parlons.application.work.run_work_item import RunWorkItem
from parlons.application.work.view_work import ViewWork
from parlons.container.spending import Spending


class Road(Spending):
    """What happens, who hears of it, and how work gets done."""

    make = factories(vars(), Spending)

    progress_consumer = make(ProgressConsumer)
    xp_consumer = make(XpConsumer)
    achievement_consumer = make(AchievementConsumer)
    consumers = providers.List(
        progress_consumer, xp_consumer, achievement_consumer, make(InsightsConsumer)
    )
    publisher = make(
        Publisher,
        subscriptions=providers.Callable(subscriptions, consumers),
        desk=Spending.work_desk,
    )
    progress_delivery = make(EventDelivery, consumer=progress_consumer)

    jobs = providers.Dict(
        {
            FORGET_WORK: make(ForgetWork),
            RECOUNT_PATH: make(RecountPath),
            SWEEP_HOLDS: Spending.sweep_holds,
            TELL_BUDGET: Spending.tell_budget,
        }
    )
    queues = providers.Callable(queues_of, consumers)
    chance = providers.Object(random)
    lease = Spending.settings.provided.lease
    run_work_item = make(
        RunWorkItem,
        handlers=providers.Callable(handlers, consumers, publisher, jobs),
        owner=Spending.process_name,
    )
    relay_work = make(
        RelayWork, in_flight=Spending.settings.provided.work_in_flight, lost_after=lease
    )
    reap_work = make(ReapWork)
    fire_schedules = make(
        FireSchedules, desk=Spending.work_desk, schedules=providers.Object(SCHEDULES)
    )

    list_work = make(ListWork)
    count_work = make(CountWork)
    view_work = make(ViewWork)
    retry_work = make(RetryWork, desk=Spending.work_desk)
    replay_work = make(ReplayWork, desk=Spending.work_desk)
    cancel_work = make(CancelWork)
    backfill_consumer = make(BackfillConsumer, desk=Spending.work_desk)


# Where there are no workers, whoever makes work does it, and that may make more.
Road.work_drain.add_args(Road.relay_work.provider, Road.run_work_item.provider, Road.queues)
