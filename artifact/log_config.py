"""What the service writes of itself, and how."""

from typing import Any


def log_config(level: str) -> dict[str, Any]:
    """The configuration of Python's logging: one line each on standard error, from a level on."""
    return {
        "version": 1,
        "disable_existing_loggers": False,
        "formatters": {"line": {"format": "{asctime} {levelname} {name} {message}", "style": "{"}},
        "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "line"}},
        # Which credentials boto3 found is of no news at every unit.
        "loggers": {
            **{name: {"level": "WARNING"} for name in ("botocore", "boto3")},
            # It logs a traceback for a role that cannot be assumed, and raises the same; what was
            # raised is told in words.
            "botocore.credentials": {"level": "ERROR"},
            # Nor are the steps of typesetting one line, and of signing it.
            **{name: {"level": "ERROR"} for name in ("weasyprint", "fontTools", "pyhanko")},
            "weasyprint.progress": {"level": "ERROR"},
            # It says at each start that it is there.
            "pikepdf": {"level": "WARNING"},
        },
        "root": {"handlers": ["console"], "level": level},
    }
