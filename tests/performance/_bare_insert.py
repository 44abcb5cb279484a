"""A Flask application with one view, which inserts one row; served as Parlons is."""

import os
from uuid import uuid4

from flask import Flask, jsonify, request
from granian import Granian
from granian.constants import Interfaces
from granian.log import LogLevels
from sqlalchemy import JSON, Column, MetaData, Table, Text, Uuid

from parlons.application.environment import settings_from
from parlons.container import Container


def application() -> Flask:
    database = Container(settings=settings_from(os.environ)).database()
    activities = Table(
        "bare_activities",
        MetaData(),
        Column("id", Uuid(), primary_key=True),
        Column("user_id", Text(), nullable=False),
        Column("activity", JSON(), nullable=False),
    )
    with database.writing() as connection:
        activities.create(connection, checkfirst=True)
    app = Flask("bare")

    @app.post("/activity")
    def insert():
        activity, name = request.get_json(), uuid4()
        row = {"id": name, "user_id": "learner", "activity": activity}
        with database.writing() as connection:
            connection.execute(activities.insert(), row)
        return jsonify({"eventId": name}), 202

    return app


if __name__ == "__main__":
    Granian(
        "bare",
        port=int(os.environ["PORT"]),
        interface=Interfaces.WSGI,
        blocking_threads=int(os.environ["PARLONS_THREADS"]),
        websockets=False,
        log_level=LogLevels.error,
    ).serve(target_loader=application, wrap_loader=False)
