"""The service's own processes, started and killed as a machine would."""

import os
import signal
import subprocess
import time
from collections.abc import Callable, Mapping
from contextlib import suppress
from multiprocessing.process import BaseProcess
from pathlib import Path
from urllib.parse import urlsplit, urlunsplit

from django.db import connection
from redis import Redis
from redis.exceptions import RedisError

from dev import ports, valkey
from dev.child import Child, Program, await_ready, end, start
from tests.starting import start_loaded

LEASE_SECONDS = 2
PROCESSES = 2


class Broker:
    """A Valkey that can be stopped and come back empty at the same address."""

    def __init__(self, folder: Path) -> None:
        self._port = ports.free()
        self._folder = folder
        self.url = f"redis://127.0.0.1:{self._port}/0"
        self._child = self._start()

    def stop(self) -> None:
        """Kill it; nothing that it held is kept."""
        self._child.process.kill()
        end(self._child)

    def come_back(self) -> None:
        """Start it again, empty."""
        self._child = self._start()

    def _start(self) -> Child:
        binary = valkey._binary(self._folder)
        argv = [str(binary), "--port", str(self._port), "--bind", "127.0.0.1", "--save", ""]
        child = start(Program(name="Valkey", argv=argv, log=self._folder / "valkey.log"))
        await_ready(child, self._answers, timeout_seconds=20)
        return child

    def waiting(self, queue: str) -> int:
        """How many messages wait in the queue."""
        with Redis.from_url(self.url) as line:
            return int(line.llen(queue))

    def _answers(self) -> bool:
        try:
            with Redis.from_url(self.url) as line:
                return bool(line.ping())
        except RedisError:
            return False


class Workers:
    """Celery workers with beat, on the test's database, store and broker."""

    def __init__(self, env: Mapping[str, str], log: Path) -> None:
        self._env = {**os.environ, **env}
        self._log = log
        self._running: list[BaseProcess] = []

    def start(self, *, anew: bool = False) -> None:
        """One more worker of two processes, and beat; `anew` with nothing loaded beforehand."""
        words = ["celery", "-A", "artifact", "worker", "-B"]
        words += ["-s", str(self._log.with_name("schedule"))]
        words += ["-Q", "default,collect,render,notify"]
        words += ["-c", str(PROCESSES), "-n", f"w{time.time_ns()}"]
        words += ["--without-gossip", "--without-mingle"]
        log = self._log
        self._running.append(start_loaded(words, env=self._env, out=log, err=log, anew=anew))

    def tend(self) -> None:
        """Start those again that ended by themselves, as docker compose and the demo do."""
        ended = [one for one in self._running if not one.is_alive()]
        for one in ended:
            _kill_group(one)
            self._running.remove(one)
            self.start()

    def kill(self) -> None:
        """Kill every worker with all its processes, as a power cut would."""
        for process in self._running:
            _kill_group(process)
            process.join()
        self._running.clear()

    def manage(self, *words: str) -> subprocess.CompletedProcess[str]:
        """A command of manage.py, with what it wrote, once it has ended."""
        out, err = (self._log.with_name(f"manage.{name}") for name in ("out", "err"))
        for path in (out, err):
            path.write_bytes(b"")
        process = start_loaded(["manage", *words], env=self._env, out=out, err=err)
        process.join(60)
        if process.is_alive():
            _kill_group(process)
            raise TimeoutError(f"manage.py {' '.join(words)}")
        assert process.exitcode is not None
        return subprocess.CompletedProcess(
            words, process.exitcode, out.read_text(), err.read_text()
        )

    def said(self) -> str:
        """What the workers wrote."""
        return self._log.read_text(errors="replace")


def _kill_group(process: BaseProcess) -> None:
    assert process.pid
    with suppress(ProcessLookupError):
        os.killpg(process.pid, signal.SIGKILL)
    process.kill()  # which may not have got so far as to have a group


def database_url() -> str:
    """The URL of the test's own database."""
    parts = urlsplit(os.environ["DATABASE_URL"])
    return urlunsplit(parts._replace(path=f"/{connection.settings_dict['NAME']}"))


def until(is_so: Callable[[], bool], workers: Workers, *, seconds: float = 40) -> None:
    """Return once it is so; fail with what the workers wrote."""
    deadline = time.monotonic() + seconds
    while not is_so():
        assert time.monotonic() < deadline, workers.said()[-6000:]
        workers.tend()
        time.sleep(0.05)
