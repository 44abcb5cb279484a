"""The first page of a path of 50 to 50,000 lessons, and of a unit in its middle.

In process, and over HTTP. A page holds three members, because the shortest path has five units and
one of them must be beyond the page; the ratio is that of the longest path over the shortest. Then
come the statements that such a page takes, which must be as many for every path, and the bytes of
the default page with gzip: of the bundled course, and of paths whose units are called like its own.
"""

import sys
from collections.abc import Callable
from pathlib import Path

REPOSITORY = Path(__file__).parents[2]
sys.path.insert(0, str(REPOSITORY))

from tests.performance._installations import environment, installations  # noqa: E402
from tests.performance._long_paths import LongPath, long_path  # noqa: E402
from tests.performance._ratio import Action, ratio, report, seconds  # noqa: E402
from tests.performance._serving import THREADS, requesting, served  # noqa: E402
from tests.performance._statements import recorded  # noqa: E402
from tests.support.api import Api  # noqa: E402

from parlons.container import Container  # noqa: E402
from parlons.domain.identity.principal import OPERATOR, Principal  # noqa: E402
from parlons.entrypoints.courses import bundled_course  # noqa: E402
from parlons.entrypoints.http.dispatcher import Dispatcher  # noqa: E402

RATIO_LIMIT, BYTES_LIMIT = 1.3, 4096
PAGE = "?limit=3"
SHAPES = ((5, 10), (20, 25), (100, 50), (1000, 50))
LEARNER = Principal("learner", zone="Europe/Paris")
PAGES = {
    "view of a path": "/api/learning-paths/{0.path_id}/user-view",
    "units of a path": "/api/learning-paths/{0.path_id}/units",
    "lessons of a unit": "/api/units/{0.unit_id}/lessons",
}
Opened = Callable[[str], Action]


def main() -> None:
    results = [measured(name, container) for name, container in installations()]
    sys.exit(not all(results))


def measured(name: str, container: Container) -> bool:
    course = container.course_source().load(bundled_course())
    path_id = container.import_course()(OPERATOR, course).path_id
    paths = [long_path(container, course, *shape, LEARNER.user_id) for shape in SHAPES]
    token = container.token_issuer().issue(LEARNER).token
    api = Api(Dispatcher.of(container), token)
    environ = {**environment(container), "PARLONS_THREADS": str(THREADS)}
    with served("-m", "parlons", "web", **environ) as web:
        ways: dict[str, Opened] = {
            "in process": lambda page: lambda: api.send("GET", page),
            "over HTTP": lambda page: requesting(web, "GET", page, token, encoding="gzip"),
        }
        results = [
            compared(f"{page}, {way}, on {name}", opened, template, paths)
            for way, opened in ways.items()
            for page, template in PAGES.items()
        ]
    results += [constant(api, page, template, paths) for page, template in PAGES.items()]
    results += [small(api, f"{each.lessons:,} lessons", each) for each in paths[1:]]
    return all([*results, small(api, "the bundled course", LongPath(78, path_id, 1))])


def compared(name: str, opened: Opened, template: str, paths: list[LongPath]) -> bool:
    shortest, *others, longest = [opened(template.format(each) + PAGE) for each in paths]
    between = ", ".join(f"{seconds(each) * 1e6:.0f} µs" for each in others)
    print(f"  {name}: between them {between}")
    return report(name, ratio(longest, shortest), RATIO_LIMIT)


def constant(api: Api, page: str, template: str, paths: list[LongPath]) -> bool:
    found = []
    for path in paths:
        with recorded() as statements:
            assert api.send("GET", template.format(path) + PAGE).status == 200
        found.append(len(statements))
    print(f"{page}: {' '.join(map(str, found))} statements")
    return len(set(found)) == 1


def small(api: Api, name: str, path: LongPath) -> bool:
    sizes = {
        page: len(api.send("GET", template.format(path), headers={"accept-encoding": "gzip"}).body)
        for page, template in PAGES.items()
    }
    shown = ", ".join(f"{page} {size:,}" for page, size in sizes.items())
    print(f"bytes with gzip, {name}: {shown} (limit {BYTES_LIMIT:,})")
    return max(sizes.values()) <= BYTES_LIMIT


if __name__ == "__main__":
    main()
