"""Addresses as mail servers take them."""

import re
from email.headerregistry import Address
from typing import Final

# Where =? begins an encoded word (RFC 2047), the header would hold what the word stands for.
_LOCAL: Final = re.compile(r"(?:(?!=\?)[^\s\x00-\x1F\x7F<>]){1,64}")
_DOMAIN: Final = re.compile(r"[A-Za-z0-9-]+(?:\.[A-Za-z0-9-]+)*")


def mail_address(text: str) -> Address:
    """Read one address; its domain becomes ASCII, as IDNA has it (RFC 5891).

    Raises `ValueError`, without the address, for anything else, such as two of them.
    """
    local, _, domain = text.rpartition("@")
    try:
        ascii_domain = domain.encode("idna").decode()
    except UnicodeError:
        ascii_domain = ""
    if not _LOCAL.fullmatch(local) or not _DOMAIN.fullmatch(ascii_domain):
        raise ValueError("must be an address that mail can go to, such as ada@example.org")
    return Address(username=local, domain=ascii_domain)
