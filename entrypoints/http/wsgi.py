"""The application for a WSGI server, set up from the environment."""

import atexit
import os

from flask import Flask

from parlons.container import Container, settings_from
from parlons.domain.identity.principal import OPERATOR
from parlons.entrypoints.courses import bundled_course
from parlons.entrypoints.http.flask_app import create_app
from parlons.entrypoints.logging import configure_logging


def application() -> Flask:
    """Make the application of a process of its own. Raises `SettingsError`."""
    return create_app(own_container())


def own_container() -> Container:
    """Make the container of a process of its own; what it opened is closed when that ends.

    A store in memory begins with the bundled course. Raises `SettingsError`.
    """
    settings = settings_from(os.environ)
    configure_logging(settings)
    container = Container(settings=settings)
    atexit.register(container.shutdown_resources)
    if settings.store == "memory":  # which no command of another process can fill
        course = container.course_source().load(bundled_course())
        container.import_course()(OPERATOR, course)
    return container
