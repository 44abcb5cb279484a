"""Addresses that cannot be used are refused in one line that names the variable."""

import pytest

from parlons.adapters.sql.sql_database import SqlDatabase
from parlons.application.environment import SettingsError


@pytest.mark.parametrize(
    ("address", "complaint"),
    [
        ("postgresql://ada:hush@host:port/x", "must be an address like"),
        ("postgresql+asyncpg://ada:hush@host/x", "must be an address like"),
        ("hush", "must be an address like"),
        ("sqlite://", "must name a file; nothing is kept by PARLONS_STORE=memory"),
        ("sqlite:///:memory:", "must name a file"),
        ("sqlite://folder/file.db", "nothing else"),
        ("sqlite:///file.db?mode=hush", "nothing else"),
    ],
)
def test_an_address_is_refused_without_telling_its_secrets(address: str, complaint: str):
    with pytest.raises(SettingsError) as raised:
        SqlDatabase.at(address)
    message = str(raised.value)
    assert message.startswith("PARLONS_DATABASE_URL must ")
    assert complaint in message
    assert "\n" not in message
    assert "hush" not in message
