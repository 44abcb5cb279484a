"""A certificate for this machine that nobody knows but the test."""

import shutil
import ssl
import subprocess
from pathlib import Path

from attrs import frozen
from tests.support.services import unavailable

_MAKE = "req -x509 -newkey ec -pkeyopt ec_paramgen_curve:prime256v1 -nodes -days 2 -subj /CN=test"


@frozen
class Certificate:
    """What a server at `localhost` shows, and what a client needs to trust it."""

    server: ssl.SSLContext
    client: ssl.SSLContext


def certificate(folder: Path) -> Certificate:
    """Make one with OpenSSL's program."""
    openssl = shutil.which("openssl") or unavailable("no certificate: openssl is not installed")
    key, shown = folder / "key.pem", folder / "certificate.pem"
    names = ["-addext", "subjectAltName=DNS:localhost,IP:127.0.0.1"]
    files = ["-keyout", str(key), "-out", str(shown)]
    subprocess.run([openssl, *_MAKE.split(), *names, *files], check=True, capture_output=True)
    server = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    server.load_cert_chain(shown, key)
    return Certificate(server, ssl.create_default_context(cafile=str(shown)))
