"""How many requests of AWS's protocol a core answers, beside the least that Django does.

    ./run services -- .venv/bin/python -m benchmarks.awsapi [--requests 1000] [--reports 200]

One gunicorn worker on 127.0.0.1 is asked by as many connections as it has threads, first an empty
view and then ListReports (pages of 100) and GetReportMetadata of a library of so many reports, by
a person to whom everything is granted. One line of JSON each: requests a second of the CPU that
gunicorn used (what one core does; the database's own is not in it), the same against the empty
view, milliseconds of wall time of the median and of one in a hundred, and queries a request.
"""

import argparse
import json
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from http.client import HTTPConnection
from pathlib import Path
from statistics import median, quantiles
from urllib.parse import urlsplit

from botocore.auth import SigV4Auth
from botocore.awsrequest import AWSRequest
from botocore.credentials import Credentials
from django.conf import settings
from django.core.management import call_command
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

import benchmarks.ready  # noqa: F401 -- models can be imported after it only
from artifact.access_keys.issue import IssuedKey, issue
from artifact.agreements.publish_term import TermScope, publish_term
from artifact.agreements.wording import TEXT, Wording
from artifact.clock import now
from artifact.library.models import Report, ReportVersion
from artifact.users.models import Grant, User
from dev import ports

THREADS = 4
AT = datetime(2026, 1, 1, tzinfo=UTC)
TICKS = os.sysconf("SC_CLK_TCK")


@dataclass(frozen=True)
class Worker:
    """gunicorn's processes."""

    url: str
    pid: int

    def cpu_seconds(self) -> float:
        """What they have used."""
        children = Path(f"/proc/{self.pid}/task/{self.pid}/children").read_text().split()
        stats = [Path(f"/proc/{pid}/stat").read_text() for pid in [str(self.pid), *children]]
        ticks = [stat.rpartition(")")[2].split()[11:13] for stat in stats]
        return sum(int(one) for both in ticks for one in both) / TICKS


def main() -> None:
    """Fill a library, and ask."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--requests", type=int, default=1000)
    parser.add_argument("--reports", type=int, default=200)
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        settings.STORAGES["evidence"]["OPTIONS"]["location"] = folder
        call_command("migrate", verbosity=0)
        key = library(options.reports)
        report = Report.objects.earliest("pk").report_id
        targets = {
            "ListReports": "/aws/v1/report/list",
            "GetReportMetadata": f"/aws/v1/report/getMetadata?reportId={report}",
        }
        with gunicorn("benchmarks.empty_view") as worker:
            floor = measured("an empty view", worker, "/", {}, options.requests)
        with gunicorn("artifact.wsgi") as worker:
            for name, target in targets.items():
                headers = signed(worker.url + target, key)
                line = measured(name, worker, target, headers, options.requests)
                share = line["requests_per_cpu_second"] / floor["requests_per_cpu_second"]
                asked = queries(target, key)
                print(
                    json.dumps({"what": name, "of_the_floor": round(share, 2), "queries": asked})
                )


def library(number: int) -> IssuedKey:
    """So many reports under one term, and the key of a person who may see them."""
    person = User.objects.create(email="reader@example.com", role=User.Role.CUSTOMER)
    Grant.objects.create(user=person, starts_at=AT, granted_by="benchmark")
    wording = Wording(b"You keep it to yourself.", TEXT)
    publish_term(TermScope(), wording, name="Terms", actor="benchmark", now=AT)
    for one in range(number):
        report = Report.objects.create(
            framework="hipaa", scope_key=f"{one:064d}", title=f"Report {one}", created_at=AT
        )
        ReportVersion.objects.create(
            report=report,
            number=1,
            as_of=AT,
            requested_by="benchmark",
            requested_at=AT,
            state=ReportVersion.State.COMPLETE,
            publication=ReportVersion.Publication.PUBLISHED,
        )
    return issue(person, actor="benchmark", now=now())


@contextmanager
def gunicorn(application: str) -> Iterator[Worker]:
    """One worker that serves the application until the context ends."""
    address = f"127.0.0.1:{ports.free()}"
    # Neither is what is measured: no rate, and a line in the log for nobody.
    env = {**os.environ, "AWS_API_RATE": "2000/second", "INSECURE_HTTP": "1", "DEBUG": ""}
    argv = [sys.executable, "-m", "gunicorn", application, "--bind", address, "--workers", "1"]
    argv += ["--threads", str(THREADS), "--no-control-socket", "--log-level", "error"]
    with subprocess.Popen(argv, env=env) as process:
        try:
            await_answer(address)
            yield Worker(f"http://{address}", process.pid)
        finally:
            process.terminate()


def await_answer(address: str) -> None:
    """Return once somebody answers there."""
    deadline = time.monotonic() + 60
    while time.monotonic() < deadline:
        try:
            line = HTTPConnection(address, timeout=5)
            line.request("GET", "/aws")
            line.getresponse().read()
        except OSError:
            time.sleep(0.05)
        else:
            return
    raise SystemExit(f"nobody answers at {address}")


def signed(url: str, key: IssuedKey) -> dict[str, str]:
    """The headers of a request that is good for a quarter of an hour, however often it is sent."""
    request = AWSRequest("GET", url)
    SigV4Auth(Credentials(key.key.key_id, key.secret), "artifact", "eu-west-1").add_auth(request)
    return dict(request.headers.items())


def measured(
    name: str, worker: Worker, target: str, headers: dict[str, str], number: int
) -> dict[str, float]:
    """Ask so often, after a tenth of that which does not count; print what it took."""
    ask(worker, target, headers, max(THREADS, number // 10))
    before = worker.cpu_seconds()
    took = ask(worker, target, headers, number)
    cpu = worker.cpu_seconds() - before
    line = {
        "requests_per_cpu_second": round(number / cpu),
        "cpu_ms": round(1000 * cpu / number, 2),
        "median_ms": round(median(took), 1),
        "p99_ms": round(quantiles(took, n=100)[98], 1),
    }
    print(json.dumps({"what": name, **line}), flush=True)
    return line


def ask(worker: Worker, target: str, headers: dict[str, str], number: int) -> list[float]:
    """How many milliseconds each request took, over kept connections."""

    def one_connection(share: int) -> list[float]:
        took = []
        line = HTTPConnection(urlsplit(worker.url).netloc, timeout=30)
        for _ in range(share):
            began = time.perf_counter()
            line.request("GET", target, headers=headers)
            answer = line.getresponse()
            body = answer.read()
            took.append(1000 * (time.perf_counter() - began))
            if answer.status != 200:  # noqa: PLR2004 -- OK
                raise SystemExit(f"{target}: {answer.status} {body.decode()}")
        return took

    with ThreadPoolExecutor(THREADS) as threads:
        shares = [number // THREADS] * THREADS
        return [one for took in threads.map(one_connection, shares) for one in took]


def queries(target: str, key: IssuedKey) -> int:
    """How many queries the request takes, of a key whose use is noted already."""
    headers = signed(f"http://testserver{target}", key)
    with CaptureQueriesContext(connection) as made:
        answer = Client(headers={**headers, "Host": "testserver"}).get(target)
    if answer.status_code != 200:  # noqa: PLR2004 -- OK
        raise SystemExit(answer.content.decode())
    return len(made)


if __name__ == "__main__":
    main()
