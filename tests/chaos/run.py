"""Processes are killed while learners learn: nothing is lost, and nothing happens twice.

First on SQLite with a worker beside the web server, then on PostgreSQL with a relay and two workers
on RabbitMQ, which is stopped for a while. Prints what was seen; the exit status is 1 where anything
is not as it has to be.
"""

import os
import sys
import time
from argparse import ArgumentParser, Namespace
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from random import Random, randrange
from shutil import rmtree
from tempfile import mkdtemp
from typing import Final
from uuid import uuid4

sys.path.insert(0, str(Path(__file__).parents[2]))

from tests.chaos import broker
from tests.chaos.chaos_round import ChaosRound
from tests.chaos.installation import Installation
from tests.chaos.verdict import Verdict
from tests.support.postgres import database_on

SQLITE: Final = "sqlite"
SERVERS: Final = "servers"

_POSTGRES: Final = "PARLONS_TEST_POSTGRES_URL"
_RABBITMQ: Final = "PARLONS_TEST_RABBITMQ_URL"
_COMMON: Final = {"PARLONS_LEASE_SECONDS": "2", "PARLONS_TOKEN_SECRET": "known to all " * 3}


def main() -> int:
    """Run the rounds and return the exit status."""
    began, options = time.monotonic(), _options()
    print(f"chaos: run.py --seed {options.seed} --activities {options.activities}", flush=True)
    verdicts = list(_verdicts(options))
    print(f"chaos: {time.monotonic() - began:.0f} s in all", flush=True)
    return int(any(verdict.is_failed for verdict in verdicts))


def _options() -> Namespace:
    parser = ArgumentParser(description=__doc__)
    parser.add_argument("--seed", type=int, default=randrange(1_000_000))
    parser.add_argument("--activities", type=int, default=1000, help="in each round")
    parser.add_argument("--only", choices=(SQLITE, SERVERS), help="run this round only")
    parser.add_argument("--proxy", action="store_true", help="leave RabbitMQ itself alone")
    return parser.parse_args()


def _verdicts(options: Namespace) -> Iterator[Verdict]:
    if options.only != SERVERS:
        yield _on_sqlite(options)
    if options.only != SQLITE:
        yield _on_servers(options)


def _on_sqlite(options: Namespace) -> Verdict:
    verdict = Verdict(SQLITE)
    with _folder(verdict) as folder:
        installation = Installation(folder, _COMMON, [("serve",)])
        random = Random(options.seed)
        ChaosRound(verdict, installation, random, options.activities).run()
    return verdict


def _on_servers(options: Namespace) -> Verdict:
    verdict = Verdict(SERVERS)
    missing = [name for name in (_POSTGRES, _RABBITMQ) if not os.environ.get(name)]
    if missing:
        required = os.environ.get("PARLONS_REQUIRE_SERVICES") == "1"
        verdict.leave_out(f"{' and '.join(missing)} not set", is_failed=required)
        return verdict
    postgres, rabbitmq = os.environ[_POSTGRES], os.environ[_RABBITMQ]
    prefix = f"chaos_{uuid4().hex[:8]}_"
    with ExitStack() as stack:
        folder = stack.enter_context(_folder(verdict))
        address, stop = rabbitmq, broker.stopped
        if options.proxy or not broker.can_be_stopped(rabbitmq):
            address, stop = stack.enter_context(broker.behind_proxy(rabbitmq))
        variables = _COMMON | {
            "PARLONS_DATABASE_URL": stack.enter_context(database_on(postgres)),
            "PARLONS_DISPATCHER": "rabbitmq",
            "PARLONS_RABBITMQ_URL": address,
            "PARLONS_TABLE_PREFIX": prefix,
        }
        worker = ("worker", "--no-relay", "--threads", "4")
        commands = [("serve", "--no-worker"), worker, worker, ("worker", "--no-work")]
        installation = Installation(folder, variables, commands)
        stack.callback(broker.forget_queues, rabbitmq, f"parlons.{prefix}")
        random = Random(options.seed)
        ChaosRound(verdict, installation, random, options.activities, stop).run()
    return verdict


@contextmanager
def _folder(verdict: Verdict) -> Iterator[Path]:
    """Give a folder, which stays where there is something to be found out."""
    folder = Path(mkdtemp(prefix="parlons-chaos-"))
    yield folder
    if verdict.is_failed:
        verdict.say(f"what the processes left and printed is in {folder}")
    else:
        rmtree(folder)


if __name__ == "__main__":
    sys.exit(main())
