"""Read one setting from the environment, or from the file that NAME_FILE names."""

import os
from importlib.util import find_spec
from pathlib import Path
from urllib.parse import parse_qsl, unquote, urlsplit

from django.core.exceptions import ImproperlyConfigured


def text(name: str, default: str = "") -> str:
    """The value of NAME, or the stripped text of the file named by NAME_FILE.

    :raises ImproperlyConfigured: the file cannot be read.
    """
    path = os.environ.get(f"{name}_FILE")
    if path:
        try:
            return Path(path).read_text(encoding="utf-8").strip()
        except OSError as error:
            raise ImproperlyConfigured(f"{name}_FILE={path} cannot be read: {error}") from error
    return os.environ.get(name, default)


def content(name: str) -> bytes:
    """The bytes of the file named by NAME_FILE, whatever is in it, or the text of NAME.

    :raises ImproperlyConfigured: the file cannot be read.
    """
    path = os.environ.get(f"{name}_FILE")
    if not path:
        return os.environ.get(name, "").encode()
    try:
        return Path(path).read_bytes()
    except OSError as error:
        raise ImproperlyConfigured(f"{name}_FILE={path} cannot be read: {error}") from error


def flag(name: str, *, default: bool = False) -> bool:
    """Whether NAME is 1, true or yes.

    :raises ImproperlyConfigured: it is neither that nor 0, false or no.
    """
    value = text(name, "1" if default else "0").lower()
    if value not in {"0", "1", "true", "false", "yes", "no", ""}:
        raise ImproperlyConfigured(f"{name}={value} is not a flag: write 1 or 0")
    return value in {"1", "true", "yes"}


def names(name: str, default: str = "") -> list[str]:
    """The parts of NAME between its commas."""
    return [part.strip() for part in text(name, default).split(",") if part.strip()]


def number(name: str, default: int) -> int:
    """NAME as a whole number.

    :raises ImproperlyConfigured: it is none.
    """
    value = text(name, str(default))
    if not value.isdecimal():
        raise ImproperlyConfigured(f"{name}={value} is not a whole number")
    return int(value)


def database(url: str) -> dict[str, object]:
    """Django's settings of a PostgreSQL address.

    :raises ImproperlyConfigured: it is of another kind of database.
    """
    parts = urlsplit(url)
    if parts.scheme not in {"postgres", "postgresql"}:
        raise ImproperlyConfigured("DATABASE_URL must start with postgres:// (PostgreSQL only)")
    options = dict(parse_qsl(parts.query))
    return {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": unquote(parts.path.lstrip("/")),
        "USER": unquote(parts.username or ""),
        "PASSWORD": unquote(parts.password or "") or text("DATABASE_PASSWORD"),
        "HOST": options.pop("host", parts.hostname or ""),
        "PORT": str(parts.port or ""),
        "CONN_MAX_AGE": 60,
        "CONN_HEALTH_CHECKS": True,
        "OPTIONS": options,
    }


def folder_of(package: str) -> Path:
    """Where an installed package lies, which is not imported for that.

    :raises ImproperlyConfigured: it is not installed.
    """
    spec = find_spec(package)
    if spec is None or spec.origin is None:
        raise ImproperlyConfigured(f"The package {package} is not installed.")
    return Path(spec.origin).parent
