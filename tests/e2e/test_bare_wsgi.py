"""The table needs no web framework: a WSGI function of a few lines serves it."""

import inspect
import subprocess
import sys
from pathlib import Path

from tests.support import bare_wsgi

PROGRAM = """
import json, sys

for name in ("flask", "werkzeug"):
    sys.modules[name] = None

from parlons.container import Container, Settings
from parlons.domain.identity.principal import OPERATOR
from parlons.entrypoints.courses import bundled_course
from parlons.entrypoints.http.operations import OPERATIONS
from tests.support.bare_wsgi import bare_wsgi, call

container = Container(settings=Settings.in_memory(token_secret="x" * 32))
container.import_course()(OPERATOR, container.course_source().load(bundled_course()))
application = bare_wsgi(container)
ada = {"email": "ada@example.org", "password": "correct horse"}

print(len(OPERATIONS) > 0)
print(call(application, "POST", "/api/auth/register", {**ada, "displayName": "Ada"})[0])
status, body = call(application, "POST", "/api/auth/login", ada)
token = json.loads(body)["accessToken"]
print(status)
status, body = call(application, "GET", "/api/learning-paths", token=token)
print(status, json.loads(body)["items"][0]["slug"])
question = {"text": "How do you say good evening in French?"}
status, body = call(application, "POST", "/api/tutor/messages/stream", question, token)
print(status, b"bonsoir" in body)
"""


def test_a_bare_wsgi_function_serves_the_table():
    run = subprocess.run(
        [sys.executable, "-c", PROGRAM],
        cwd=Path(__file__).parents[2],
        capture_output=True,
        text=True,
        check=False,
    )
    assert run.stdout.splitlines() == [
        "True",
        "201 Created",
        "200 OK",
        "200 OK french-for-beginners",
        "200 OK True",
    ], run.stderr


def test_the_binding_is_short():
    assert len(inspect.getsource(bare_wsgi.bare_wsgi).splitlines()) < 60
