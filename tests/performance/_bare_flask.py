"""A Flask application that runs recorded SQL and nothing else; served as Parlons is."""

import json
import os
from pathlib import Path

from flask import Flask, jsonify, request
from granian import Granian
from granian.constants import Interfaces
from granian.log import LogLevels
from tests.performance._statements import run_on

from parlons.container import Container, Settings


def application() -> Flask:
    recorded = json.loads(Path(os.environ["STATEMENTS"]).read_text())
    database = Container(settings=Settings(data_dir=Path(os.environ["DATA_DIR"]))).database()
    app = Flask("bare")

    @app.get("/view")
    def view():
        with database.reading() as connection:
            return jsonify(run_on(connection, recorded["view"]))

    @app.post("/answer")
    def answer():
        request.get_json()
        with database.writing() as connection:
            return jsonify(run_on(connection, recorded["answer"])), 201

    return app


if __name__ == "__main__":
    Granian(
        "bare",
        port=int(os.environ["PORT"]),
        interface=Interfaces.WSGI,
        blocking_threads=int(os.environ["THREADS"]),
        websockets=False,
        log_level=LogLevels.error,
    ).serve(target_loader=application, wrap_loader=False)
