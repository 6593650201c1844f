"""`./run demo` around a service of three lines: what the supervisor itself must hold.

The real service runs through the same commands in `./run demo --once`, which CI does.
"""

import os
import re
import shutil
import signal
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from pathlib import Path

import pytest

from dev import unprivileged
from tests.dev.processes import PATIENCE_SECONDS, descendants, left_after_a_while

ROOT = Path(__file__).resolve().parents[2]
DEMO = (sys.executable, "-m", "dev", "demo")

MANAGE = """
import pathlib, sys
name, words = sys.argv[1], sys.argv[2:]
with pathlib.Path("typed.txt").open("a") as typed:
    print(name, *words[:2], file=typed)
if name == "create_user":
    assert sys.stdin.readline().strip()
if name == "report":
    pathlib.Path(words[-1]).write_bytes(b"%PDF-1.7")
sys.exit(3 if name == "collect" else 0)
"""
COMMANDS = """
import json, os, subprocess, sys
line = b""
while not line.endswith(b"\\n"):
    line += os.read(0, 1)  # what follows is a command's
for group in json.loads(line):
    for words in group:
        status = subprocess.run([sys.executable, "manage.py", *words]).returncode
        if status not in (0, 3):
            print(f"run: manage.py {words[0]} ended with status {status}", file=sys.stderr)
            sys.exit(status)
"""
SEED = """
import json
account = {"account_id": "111122223333", "name": "One", "role_arn": "arn", "external_id": "e"}
print(json.dumps({"accounts": [{**account, "regions": ["us-east-1", "eu-west-1"]}]}))
"""
WSGI = """
import os
def application(environ, start_response):
    start_response("200 OK", [("Content-Type", "text/plain")])
    return [str(os.getppid()).encode()]
"""
CELERY = """
import os, types
from celery import Celery
app = Celery("artifact", broker=os.environ["REDIS_URL"])
"""
AWS_SERVER = """
import sys
from http.server import BaseHTTPRequestHandler, HTTPServer
HTTPServer(("127.0.0.1", int(sys.argv[-1])), BaseHTTPRequestHandler).serve_forever()
"""
SCHEDULER = 'django_celery_beat.schedulers:DatabaseScheduler"'


@pytest.fixture
def copy(tmp_path: Path) -> Iterator[Path]:
    """Yield a working copy whose service is the stand-in above."""
    for package in ("dev", "demo", "compliance"):
        ignored = shutil.ignore_patterns("__pycache__")
        shutil.copytree(ROOT / package, tmp_path / package, ignore=ignored)
    shutil.copy(ROOT / "uv.lock", tmp_path)
    demo = tmp_path / "dev" / "demo.py"
    demo.write_text(demo.read_text().replace(SCHEDULER, 'celery.beat:PersistentScheduler"'))
    for path, source in {
        "manage.py": MANAGE,
        "dev/commands.py": COMMANDS,
        "demo/seed.py": SEED,
        "demo/aws_server/__main__.py": AWS_SERVER,
        "artifact/__init__.py": "",
        "artifact/wsgi.py": WSGI,
        "artifact/celery.py": CELERY,
    }.items():
        (tmp_path / path).parent.mkdir(exist_ok=True)
        (tmp_path / path).write_text(source)
    yield tmp_path
    if unprivileged.uid() is not None:
        find_home = "from dev import instance; print(instance.servers_home())"
        home = run((sys.executable, "-c", find_home), copy=tmp_path).stdout.strip()
        shutil.rmtree(home)


def test_it_types_the_operators_commands_and_shows_the_reports(copy: Path) -> None:
    """Also a second time, on what the first run left; --fresh forgets the sign-in.

    What the static files are packed from has not changed by then.
    """
    first, again, fresh = (
        run((*DEMO, "--once", *options), copy=copy) for options in ([], [], ["--fresh"])
    )
    for done in (first, again, fresh):
        assert done.returncode == 0, done.stderr
        assert f"Report    {copy}/.state/reports/hipaa.pdf" in done.stdout
    typed = (copy / "typed.txt").read_text().splitlines()
    collect_static = "collectstatic --noinput --verbosity"
    steps = [
        "migrate --verbosity 0",
        collect_static,
        "restrict_role artifact_app",
        f"connect_accounts {copy}/.state/accounts.json",
        "create_user demo@example.com --role",
        "follow_organization 777788889999 --later",
        "collect --wait --join",
        "report --framework hipaa",
        "report --framework pci_dss_4_0_1",
    ]
    again_steps = [one for one in steps if one != collect_static]
    # The last two of a run are written side by side.
    assert [*typed[:7], *sorted(typed[7:9])] == steps
    assert [*typed[9:15], *sorted(typed[15:17])] == again_steps
    assert [*typed[17:24], *sorted(typed[24:])] == steps
    passwords = [sign_in(done.stdout) for done in (first, again, fresh)]
    assert passwords[0] == passwords[1] != passwords[2]


def test_a_failing_step_is_named_and_ends_everything(copy: Path) -> None:
    """The line says which command failed; nothing keeps running."""
    (copy / "manage.py").write_text("import sys; sys.exit(sys.argv[1] == 'migrate')")
    done = run((*DEMO, "--once"), copy=copy)
    assert done.returncode == 1
    assert done.stderr.splitlines()[-2:] == [
        "run: manage.py migrate ended with status 1",
        "run: a command failed with status 1 (see above)",
    ]


def test_one_at_a_time_restarted_when_killed_and_gone_with_its_supervisor(copy: Path) -> None:
    """One long run, because starting it is most of the time this takes."""
    with subprocess.Popen(
        DEMO, cwd=copy, env=environment(), stdout=subprocess.PIPE, text=True
    ) as serving:
        try:
            assert serving.stdout is not None
            shown = "".join(iter(serving.stdout.readline, "\n"))
            shown += "".join(iter(serving.stdout.readline, "\n"))
            site = re.findall(r"http://\S+", shown)[0]

            second = run(DEMO, copy=copy)
            assert second.returncode == 1
            assert f"already running at {site} (process {serving.pid})" in second.stderr

            portal = portal_process(site)
            os.kill(portal, signal.SIGKILL)
            assert portal_process(site, other_than=portal) != portal

            everything = descendants(serving.pid)
            assert len(everything) > 8
        finally:
            serving.kill()
    assert left_after_a_while(everything) == set()


def run(argv: tuple[str, ...], *, copy: Path) -> subprocess.CompletedProcess[str]:
    """Run a command in the working copy to its end."""
    return subprocess.run(
        argv, cwd=copy, env=environment(), capture_output=True, text=True, check=False
    )


def environment() -> dict[str, str]:
    """Return this process's environment without the servers and settings of the suite."""
    left_out = ("DATABASE_URL", "REDIS_URL", "DJANGO_SETTINGS_MODULE", "ONCE")
    return {name: text for name, text in os.environ.items() if name not in left_out}


def sign_in(stdout: str) -> str:
    """Return the password the demo shows."""
    found = re.search(r"Sign in +\S+ +(\S+)", stdout)
    assert found is not None
    return found[1]


def portal_process(site: str, *, other_than: int = 0) -> int:
    """Return the process id of the portal's master once it answers."""
    deadline = time.monotonic() + PATIENCE_SECONDS
    while True:
        try:
            with urllib.request.urlopen(site, timeout=5) as answer:  # noqa: S310 - loopback
                pid = int(answer.read())
        except OSError:
            pid = other_than
        if pid != other_than or time.monotonic() > deadline:
            return pid
        time.sleep(0.1)
