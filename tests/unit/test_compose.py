"""compose.yaml and the Dockerfile fit the program, as far as that can be seen without an engine."""

import re
import shlex
import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import attrs
import pytest
import typer
import yaml

from parlons.application.environment import settings_from
from parlons.application.settings import Settings
from parlons.container import Container
from parlons.entrypoints.cli.main import app
from parlons.entrypoints.supervision.supervisor import Supervisor

REPOSITORY = Path(__file__).parents[2]
COMPOSE = yaml.safe_load((REPOSITORY / "compose.yaml").read_text(encoding="utf-8"))
SERVICES: dict[str, dict[str, Any]] = COMPOSE["services"]
OURS = {name: each for name, each in SERVICES.items() if each["image"] == "parlons"}
WORKERS = {name: each for name, each in OURS.items() if "worker" in each["command"]}

DOCKERFILE = (REPOSITORY / "Dockerfile").read_text(encoding="utf-8").replace("\\\n", " ")
STEPS = [line.split(maxsplit=1) for line in DOCKERFILE.splitlines() if re.match("[A-Z]+ ", line)]
PLACEHOLDER = re.compile(r"\$\{(\w+)(:[?-])([^}]*)\}")


def commands(service: dict[str, Any]) -> Iterator[list[str]]:
    """Each command line of `parlons` that a service runs, without the name of the program."""
    if "entrypoint" not in service:
        yield service["command"]
        return
    assert service["entrypoint"] == ["sh", "-c"]
    (script,) = service["command"]
    for line in script.split(" && "):
        name, *arguments = shlex.split(line)
        assert name == "parlons"
        yield arguments


def parsed(arguments: list[str]) -> dict[str, Any]:
    """What the command line makes of the arguments; raises a `UsageError` for what it refuses."""
    command, name = typer.main.get_command(app), "parlons"
    while hasattr(command, "commands"):
        name, *arguments = arguments
        command = command.commands[name]
    return dict(command.make_context(name, list(arguments)).params)


def filled(text: str, values: dict[str, str]) -> str:
    """Put in the variables of the shell that runs compose."""
    return PLACEHOLDER.sub(lambda found: values.get(found[1]) or found[3], text)


def texts(node: Any) -> Iterator[str]:
    match node:
        case str():
            yield node
        case dict():
            yield from texts(list(node.values()))
        case list():
            for each in node:
                yield from texts(each)


def settings(service: dict[str, Any]) -> Settings:
    names = {found[1] for text in texts(COMPOSE) for found in PLACEHOLDER.finditer(text)}
    secrets = {name: "0123456789abcdef" * 4 for name in names if name.endswith(("WORD", "SECRET"))}
    image = dict(each.split("=", 1) for each in step("ENV").split())
    ours = {name: value for name, value in image.items() if name.startswith("PARLONS_")}
    given = {name: filled(value, secrets) for name, value in service["environment"].items()}
    return settings_from(ours | given)


def step(name: str) -> str:
    """The last step of that name."""
    return [rest for each, rest in STEPS if each == name][-1]


def queues(service: dict[str, Any]) -> list[str]:
    named = parsed(service["command"])["queues"]
    return named.split(",") if named else []


@pytest.mark.parametrize("name", OURS)
def test_the_command_line_takes_every_command(name: str):
    for arguments in commands(OURS[name]):
        parsed(arguments)


def test_a_command_that_it_does_not_take_is_noticed():
    with pytest.raises(Exception, match="No such option"):
        parsed(["worker", "--no-such-option"])


def test_each_queue_has_a_worker():
    shared_out = [queue for each in WORKERS.values() for queue in queues(each)]
    assert sorted(shared_out) == sorted(Container(settings=Settings.in_memory()).queues())


def test_one_process_hands_work_out_and_does_none():
    relays = [each for each in WORKERS.values() if parsed(each["command"])["relay"]]
    (relay,) = (parsed(each["command"]) for each in relays)
    assert relay["work"] is False


@pytest.mark.parametrize("name", OURS)
def test_every_variable_is_a_setting_and_fits(name: str):
    found = settings(OURS[name])
    assert found.carrier == "rabbitmq"
    assert found.cache == "redis"
    assert found.host == "0.0.0.0"
    assert "@postgres/" in (found.database_url or "")


def test_an_image_needs_no_server_of_ours_but_those_that_are_there():
    addressed = {
        host
        for service in OURS.values()
        for text in texts(service["environment"])
        for host in re.findall(r"://[^/]*@([\w-]+)", text)
    }
    assert addressed == {"postgres", "rabbitmq", "redis"}
    assert addressed <= SERVICES.keys()


def test_no_secret_has_a_default():
    for text in texts(COMPOSE):
        for name, how, default in PLACEHOLDER.findall(text):
            if how == ":-":
                assert name.startswith(("PARLONS_LLM", "PARLONS_OPENAI")), name
                assert default in ("", "course")
    environments = [each.get("environment", {}) for each in SERVICES.values()]
    for name, value in (item for each in environments for item in each.items()):
        if re.search("PASS|SECRET|AUTH|KEY", name):
            assert PLACEHOLDER.fullmatch(value), name


@pytest.mark.parametrize("name", SERVICES)
def test_what_a_service_waits_for_is_there_and_can_be_waited_for(name: str):
    for other, how in SERVICES[name].get("depends_on", {}).items():
        match how["condition"]:
            case "service_healthy":
                assert "healthcheck" in SERVICES[other]
            case "service_completed_successfully":
                assert SERVICES[other]["restart"] == "no"
            case _:
                assert other in SERVICES


@pytest.mark.parametrize("name", SERVICES)
def test_a_service_that_stays_up_is_looked_after(name: str):
    service = SERVICES[name]
    if service["restart"] == "no":
        return
    assert service["restart"] == "unless-stopped"
    assert service["healthcheck"]["test"][0] == "CMD"


@pytest.mark.parametrize("name", [*WORKERS, "web"])
def test_a_process_is_asked_how_it_is_where_it_listens(name: str):
    probe = OURS[name]["healthcheck"]["test"][-1]
    port = parsed(OURS[name]["command"]).get("metrics_port") or Settings().port
    path = "readyz" if name == "web" else "metrics"
    assert f'"http://127.0.0.1:{port}/{path}"' in probe
    compile(probe, "probe", "exec")


@pytest.mark.parametrize("name", [*WORKERS, "web"])
def test_a_process_has_more_time_to_finish_than_it_takes_itself(name: str):
    number, unit = re.fullmatch(r"(\d+)([sm])", OURS[name]["stop_grace_period"]).groups()
    seconds = int(number) * (60 if unit == "m" else 1)
    assert seconds > attrs.fields(Supervisor).grace_seconds.default


def test_two_web_processes_serve_on_this_machine_only():
    assert SERVICES["web"]["deploy"]["replicas"] == 2
    assert SERVICES["web"]["ports"] == [f"127.0.0.1:8000-8001:{Settings().port}"]
    assert [name for name, each in SERVICES.items() if "ports" in each] == ["web"]


def test_postgresql_takes_all_their_connections():
    web, worker = settings(SERVICES["web"]), settings(WORKERS["worker-xp"])
    of_web = 2 * (web.threads + web.streams)
    of_workers = len(WORKERS) * (worker.worker_threads + 2)
    allowed = int(SERVICES["postgres"]["command"][-1].removeprefix("max_connections="))
    assert of_web + of_workers < allowed


def test_volumes_are_declared():
    used = {each.split(":")[0] for one in SERVICES.values() for each in one.get("volumes", [])}
    assert used == set(COMPOSE["volumes"])


def test_the_image_is_built_from_what_a_distribution_is_built_from(checkout: Path):
    copied = {
        source
        for name, rest in STEPS
        if name == "COPY" and not rest.startswith("--from")
        for source in rest.split()[:-1]
    }
    assert copied == {each.name for each in checkout.iterdir()} | {"constraints.txt"}
    lines = (REPOSITORY / ".dockerignore").read_text(encoding="utf-8").splitlines()
    assert copied == {line.removeprefix("!") for line in lines if line.startswith("!")}


def test_the_image_has_the_extras_and_versions_of_the_project():
    project = tomllib.loads((REPOSITORY / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    (extras,) = re.findall(r"'\.\[([\w,]+)\]'", DOCKERFILE)
    assert set(extras.split(",")) <= project["optional-dependencies"].keys()
    installs = re.findall(r"pip install[^&\n]*", DOCKERFILE)
    assert installs
    assert all("--constraint constraints.txt" in each for each in installs)


def test_the_image_runs_the_program_as_nobody_in_particular():
    assert step("USER") == "10001"
    assert f"--uid {step('USER')} " in DOCKERFILE
    assert STEPS.index(["USER", "10001"]) > STEPS.index(["FROM", "python:3.13-slim"])
    assert step("ENTRYPOINT") == '["parlons"]'
    assert parsed(yaml.safe_load(step("CMD"))) == parsed(["serve"])
    assert step("EXPOSE") == str(Settings().port)
