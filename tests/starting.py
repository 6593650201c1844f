"""The service's own processes, which begin with the libraries loaded: that is half of a start.

Each is a fork of one process that has imported other people's code and nothing of the service's,
which reads its settings and loads its own code as always.
"""

import multiprocessing
import os
import runpy
import sys
from collections.abc import Mapping, Sequence
from multiprocessing.process import BaseProcess
from pathlib import Path

from dev.paths import ROOT

# What asks for no settings. Whatever is missing here, each process loads by itself.
LIBRARIES = (
    "argon2",
    "boto3",
    "botocore.session",
    "celery.apps.worker",
    "celery.beat",
    "celery.bin.celery",
    "celery.concurrency.prefork",
    "croniter",
    "cryptography.x509",
    "django.contrib.admin",
    "django.contrib.postgres.fields",
    "django.core.mail",
    "django.core.management",
    "django.db.models",
    "django.forms",
    "django.http",
    "kombu.transport.redis",
    "openpyxl",
    "pikepdf",
    "psycopg_pool",
    "pydantic.main",
    "redis",
    "rfc3161_client",
    "rfc8785",
    "s3transfer.manager",
    "yaml",
    "zstandard",
)

_forks = multiprocessing.get_context("forkserver")
_forks.set_forkserver_preload(list(LIBRARIES))


def start_loaded(
    words: Sequence[str], *, env: Mapping[str, str], out: Path, err: Path, anew: bool = False
) -> BaseProcess:
    """Start what `python -m WORDS` would, in a session of its own; both files are appended to.

    `anew` starts it with nothing loaded, as it is deployed.
    """
    context = multiprocessing.get_context("spawn") if anew else _forks
    process = context.Process(target=_become, args=(words, dict(env), out, err))
    process.start()
    return process


def _become(words: Sequence[str], env: Mapping[str, str], out: Path, err: Path) -> None:
    os.setsid()
    os.chdir(ROOT)
    os.environ.clear()
    os.environ.update(env)
    for path, descriptor in ((out, 1), (err, 2)):
        with path.open("ab") as file:
            os.dup2(file.fileno(), descriptor)
    sys.argv = list(words)
    runpy.run_module(words[0], run_name="__main__", alter_sys=True)
