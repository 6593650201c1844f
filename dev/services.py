"""Throwaway servers for tests and development."""

import os
import secrets
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path

from dev.child import Child, end
from dev.moto import AWS_SETTINGS, start_moto
from dev.postgres import start_postgres
from dev.scratch import scratch
from dev.valkey import start_valkey


@contextmanager
def throwaway_services(*, moto: bool) -> Iterator[dict[str, str]]:
    """Yield the environment that points at fresh servers, which end with the context.

    A server whose address the environment already gives is used as it is.

    :raises SetupError: when a server does not start.
    """
    env: dict[str, str] = {}
    with ExitStack() as stack:
        folder = stack.enter_context(scratch())

        def keep(started: tuple[Child, str]) -> str:
            stack.callback(end, started[0])
            return started[1]

        if "DATABASE_URL" not in os.environ:
            log = folder / "postgres.log"
            env["DATABASE_URL"] = keep(
                start_postgres(folder / "postgres", folder / "sql", log, durable=False)
            )
        if "REDIS_URL" not in os.environ:
            log = folder / "valkey.log"
            env["REDIS_URL"] = keep(start_valkey(folder / "broker", folder, log))
        if moto:
            env["AWS_ENDPOINT_URL"] = keep(start_moto(folder / "moto.log"))
            env |= AWS_SETTINGS
        yield {**_settings(folder), **env}


def _settings(folder: Path) -> dict[str, str]:
    """Return what artifact.settings wants besides, where the environment does not say it."""
    settings = {
        "SECRET_KEY": secrets.token_urlsafe(48),
        "ALLOWED_HOSTS": "localhost,127.0.0.1,testserver",
        "SITE_URL": "http://127.0.0.1:8000",
        "INSECURE_HTTP": "1",
        "EVIDENCE_ROOT": str(folder / "evidence"),
        "STATIC_ROOT": str(folder / "static"),
    }
    return {name: text for name, text in settings.items() if name not in os.environ}
