"""`./run demo`: the whole service on this machine, with an emulated AWS estate."""

import argparse
import base64
import hashlib
import os
import signal
import sys
import urllib.error
import urllib.request
from contextlib import ExitStack
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from compliance.reports.signers.self_signed import self_signed
from dev import instance, ports
from dev.child import Child, Program, await_ready
from dev.moto import AWS_SETTINGS, start_moto
from dev.paths import STATE
from dev.postgres import as_app_role, start_postgres
from dev.say import SetupError, say
from dev.scratch import scratch
from dev.supervise import Supervisor
from dev.tour import SIGN_IN, Tour
from dev.valkey import start_valkey

_LOG = STATE / "log"
_DEFAULT_PORT = 8000
_SIGNER = "Artifact demo"
_ED25519_PKCS8_HEAD = bytes.fromhex("302e020100300506032b657004220420")
_CELERY = (sys.executable, "-m", "celery", "-A", "artifact")
_SCHEDULER = "django_celery_beat.schedulers:DatabaseScheduler"


@dataclass(frozen=True)
class _Options:
    once: bool
    fresh: bool
    port: int | None


def run_demo(words: list[str]) -> int:
    """Serve the demo until a signal, or with --once until its reports are written.

    :raises SetupError: when something does not start or a step of the tour fails.
    """
    options = _options(words)
    os.umask(0o077)  # reports and evidence are nobody else's business
    with ExitStack() as stack:
        stack.enter_context(instance.only_instance())
        if options.fresh:
            instance.wipe()
        folder = stack.enter_context(scratch())
        supervisor = Supervisor()
        stack.callback(supervisor.end_all)
        owner_env, endpoint = _start_servers(supervisor, folder, options)
        env = owner_env
        if "DATABASE_URL" not in os.environ:
            env = env | {"DATABASE_URL": as_app_role(env["DATABASE_URL"])}
        tour = Tour(supervisor, env | AWS_SETTINGS, endpoint, owner_env)
        portal = _start_programs(supervisor, env, tour)
        instance.publish_environment(env | AWS_SETTINGS)
        reports = tour.collect_and_report()
        await_ready(portal, lambda: _is_healthy(env["SITE_URL"]), timeout_seconds=60)
        _explain(env["SITE_URL"], reports)
        if not options.once:
            say("serving; Ctrl-C ends it")
            supervisor.tend_forever()
    return 0


def _options(words: list[str]) -> _Options:
    parser = argparse.ArgumentParser(prog="run demo")
    parser.add_argument("--once", action="store_true", help="end when the reports are written")
    parser.add_argument("--fresh", action="store_true", help="forget what earlier runs left")
    parser.add_argument("--port", type=int, help=f"of the portal; else {_DEFAULT_PORT} if free")
    options = parser.parse_args(words)
    once = options.once or os.environ.get("ONCE") == "1"
    return _Options(once=once, fresh=options.fresh, port=options.port)


def _start_servers(
    supervisor: Supervisor, folder: Path, options: _Options
) -> tuple[dict[str, str], str]:
    """Start what holds state and return the service's environment and the AWS endpoint."""
    home = instance.servers_home()
    # The person's own AWS credentials have no business near an emulator.
    env = {name: text for name, text in os.environ.items() if not name.startswith("AWS_")}
    if "DATABASE_URL" not in env:
        say("starting PostgreSQL")
        child, env["DATABASE_URL"] = start_postgres(
            home / "postgres", folder / "sql", _LOG / "postgres.log", durable=True
        )
        supervisor.watch(child)
    if "REDIS_URL" not in env:
        say("starting Valkey")
        # Empty at each start: what an earlier run left to do, the scheduler finds in the database.
        child, env["REDIS_URL"] = start_valkey(home / "valkey", folder, _LOG / "valkey.log")
        supervisor.watch(child)
    say("starting moto, the emulated AWS")
    moto_port = instance.remembered_port("moto", 0)
    child, endpoint = start_moto(_LOG / "moto.log", preferred_port=moto_port)
    supervisor.watch(child)
    port = _portal_port(options.port)
    instance.remember_ports({"portal": port, "moto": int(endpoint.rpartition(":")[2])})
    return env | _settings(port), endpoint


def _portal_port(chosen: int | None) -> int:
    wanted = chosen or instance.remembered_port("portal", _DEFAULT_PORT)
    port = ports.free(wanted)
    if chosen is not None and port != chosen:
        raise SetupError(f"port {chosen} is in use: choose another with --port")
    return port


def _settings(port: int) -> dict[str, str]:
    return {
        "SECRET_KEY": instance.secret("secret_key", size_bytes=48),
        "SITE_URL": f"http://127.0.0.1:{port}",
        "ALLOWED_HOSTS": "127.0.0.1,localhost",
        "CSRF_TRUSTED_ORIGINS": f"http://127.0.0.1:{port},http://localhost:{port}",
        "INSECURE_HTTP": "1",
        "WEBHOOKS_TO_LOOPBACK": "1",
        "EMAIL_BACKEND": "django.core.mail.backends.console.EmailBackend",
        "EVIDENCE_ROOT": str(STATE / "evidence"),
        "STATIC_ROOT": str(STATE / "staticfiles"),
        "LEDGER_SIGNING_KEY": _signing_key(),
        "LEDGER_ANCHOR_FOLDER": str(STATE / "checkpoints"),
        "DOCUMENT_SIGNING_KEY_FILE": str(_document_key()),
    }


def _document_key() -> Path:
    """The key and certificate that sign reports and copies, made once."""
    path = STATE / "document_signing_key.pem"
    if not path.exists():
        instance.write_private(path, self_signed(_SIGNER, now=datetime.now(UTC)).decode())
    return path


def _signing_key() -> str:
    """A private key of Ed25519 in PEM: 32 bytes behind a fixed head (RFC 8410, section 7)."""
    seed = hashlib.sha256(instance.secret("ledger_key", size_bytes=48).encode()).digest()
    body = base64.b64encode(_ED25519_PKCS8_HEAD + seed).decode()
    return f"-----BEGIN PRIVATE KEY-----\n{body}\n-----END PRIVATE KEY-----"


def _start_programs(supervisor: Supervisor, env: dict[str, str], tour: Tour) -> Child:
    """Start portal, worker and scheduler around the seeding, and return the portal."""
    # Our own has nothing in it that a worker could begin with.
    has_own_queue = "REDIS_URL" not in os.environ
    with tour.seeding():
        tour.prepare_database()
        portal = _start_portal(supervisor, env)
        tour.get_ready()
        if has_own_queue:
            _start_worker(supervisor, env)
    # Not before: what is due would be collected from an estate that is half there.
    if not has_own_queue:
        _start_worker(supervisor, env)
    _start_scheduler(supervisor, env)
    return portal


def _start_portal(supervisor: Supervisor, env: dict[str, str]) -> Child:
    """Start the portal, which may not answer yet."""
    say("starting the portal")
    address = env["SITE_URL"].removeprefix("http://")
    gunicorn = [sys.executable, "-m", "gunicorn", "artifact.wsgi", "--bind", address]
    gunicorn += ["--workers", "1", "--threads", "8", "--graceful-timeout", "5"]
    return _keep(supervisor, "portal", [*gunicorn, "--no-control-socket"], env)


def _start_worker(supervisor: Supervisor, env: dict[str, str]) -> None:
    say("starting the worker")
    argv = [*_CELERY, "worker", "-Q", "collect,render,notify,default", "-c", "2", "-l", "INFO"]
    _keep(supervisor, "worker", argv, env | AWS_SETTINGS)


def _start_scheduler(supervisor: Supervisor, env: dict[str, str]) -> None:
    say("starting the scheduler")
    argv = [*_CELERY, "beat", "--pidfile=", "-l", "INFO", "--scheduler", _SCHEDULER]
    _keep(supervisor, "beat", argv, env)


def _keep(supervisor: Supervisor, name: str, argv: list[str], env: dict[str, str]) -> Child:
    # A worker that is asked to end finishes its task first, which it cannot once its servers are
    # gone, and takes seconds where it has none. What is cut off, the next start takes up.
    stop = signal.SIGKILL if name == "worker" else signal.SIGTERM
    log = _LOG / f"{name}.log"
    return supervisor.keep(
        Program(name=name, argv=argv, log=log, env=env, stop_signal=stop, death_signal=stop)
    )


def _is_healthy(site: str) -> bool:
    try:
        with urllib.request.urlopen(f"{site}/healthz", timeout=5):  # noqa: S310 - our own address
            return True
    except urllib.error.HTTPError:
        return False
    except OSError:
        return False


def _explain(site: str, reports: list[Path]) -> None:
    lines = [
        "",
        f"  Portal    {site}",
        f"  Sign in   {SIGN_IN}  {instance.secret('password', size_bytes=12)}",
        *(f"  Report    {path}" for path in reports),
        f"  Logs      {_LOG}",
        "",
    ]
    print("\n".join(lines), flush=True)
