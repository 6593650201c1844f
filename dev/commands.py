"""Several of the service's commands in one process: starting it costs as much as most of them.

    echo '[[["migrate", "--verbosity", "0"]], [["report", …], ["report", …]]]' |
      python -m dev.commands

Commands of one group run side by side, groups one after another. The first command that fails
ends it, with its exit status. They are read from standard input's first line once the service is
loaded, so that it can be started before they are known or may run; what follows goes to the
command that reads it.
"""

import json
import os
import sys
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor

import django
from django.core.management import CommandError, call_command
from django.db import connections

from dev.say import say

# What a command answers that did its work: the estate denies some calls on purpose.
_ALSO_FINE = {"collect": 3}


def main() -> int:
    """Run the commands; the status of the first that failed."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "artifact.settings")
    django.setup()
    groups: Sequence[Sequence[Sequence[str]]] = json.loads(sys.stdin.readline())
    for group in groups:
        with ThreadPoolExecutor(len(group)) as pool:
            failed = [status for status in pool.map(_run, group) if status]
        if failed:
            return failed[0]
    return 0


def _run(words: Sequence[str]) -> int:
    name = words[0]
    say(f"manage.py {name}")
    try:
        call_command(*words)
    except CommandError as error:
        say(f"manage.py {name}: {error}")
        return error.returncode
    except SystemExit as end:
        status = end.code if isinstance(end.code, int) else 1
        if status == _ALSO_FINE.get(name):
            return 0
        say(f"manage.py {name} ended with status {status}")
        return status
    finally:
        connections.close_all()
        sys.stdout.flush()
    return 0


if __name__ == "__main__":
    sys.exit(main())
