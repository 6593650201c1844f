"""The service's address and the token, kept for the person alone."""

import json
import os
from dataclasses import asdict, dataclass, field
from pathlib import Path
from urllib.parse import urlsplit

import typer

from artifactctl.refused import Refused

FILE = "login.json"
OWNER_ONLY = 0o600
HERE = frozenset({"127.0.0.1", "::1", "localhost"})


@dataclass(frozen=True)
class Login:
    """Where to, and as whom."""

    address: str
    token: str = field(repr=False)


def checked_address(given: str) -> str:
    """The address, to which a token may be sent.

    :raises Refused: it is no address, or the token would go over the line in the clear.
    """
    parts = urlsplit(given)
    if parts.scheme != "https" and not (parts.scheme == "http" and parts.hostname in HERE):
        raise Refused("A token goes over https only. Write the address as https://…")
    if not parts.hostname or parts.username or parts.query or parts.fragment:
        raise Refused("Write the address of the service alone, as https://artifact.example.com")
    return given.rstrip("/")


def keep_login(login: Login) -> Path:
    """Write it down, readable by the person alone; returns where."""
    path = _path()
    path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    part = path.with_suffix(".part")
    part.unlink(missing_ok=True)
    # Nobody else may open it, not even before its mode could be changed.
    handle = os.open(part, os.O_WRONLY | os.O_CREAT | os.O_EXCL, OWNER_ONLY)
    with os.fdopen(handle, "w", encoding="utf-8") as file:
        json.dump(asdict(login), file)
    part.replace(path)
    return path


def kept_login() -> Login:
    """What was written down.

    :raises Refused: nothing, or others can read it.
    """
    path = _path()
    try:
        mode = path.stat().st_mode
        login = Login(**json.loads(path.read_text(encoding="utf-8")))
    except FileNotFoundError:
        raise Refused("You are not signed in: artifactctl login ADDRESS") from None
    except (ValueError, TypeError):
        raise Refused(f"{path} cannot be read: artifactctl login ADDRESS") from None
    if os.name == "posix" and mode & 0o077:
        raise Refused(f"Others can read {path}. Revoke the token, and sign in again.")
    return login


def forget_login() -> None:
    """Delete it; the token itself is revoked in the portal."""
    _path().unlink(missing_ok=True)


def _path() -> Path:
    return Path(typer.get_app_dir("artifactctl")) / FILE
