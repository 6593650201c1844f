"""`./run VERB …`, once the environment is ready (dev.bootstrap starts this module)."""

import argparse
import os
import shlex
import signal
import sys
from collections.abc import Callable

from dev.demo import run_demo
from dev.foreground import Interrupted, raise_on_signals, run_in_foreground, running_beside
from dev.instance import running_environment
from dev.lint import lint, reformat
from dev.memory import temporary_files_in_memory
from dev.say import SetupError, say
from dev.services import throwaway_services
from dev.template_database import template_database


def main(words: list[str]) -> int:
    """Run one verb and return the exit status."""
    verb, rest = words[0], words[1:]
    try:
        raise_on_signals()
        return _VERBS[verb](rest)
    except SetupError as error:
        say(str(error))
        return 1
    except Interrupted as stop:
        say("ended")
        return 128 + stop.number


def _services(words: list[str]) -> int:
    parser = argparse.ArgumentParser(prog="run services")
    parser.add_argument("--moto", action="store_true", help="an AWS emulator too")
    parser.add_argument("command", nargs="*", help="run this with the servers, then end them")
    options = parser.parse_args(words)
    with throwaway_services(moto=options.moto) as env:
        if options.command:
            return run_in_foreground(options.command, env)
        for name, text in env.items():
            print(f"export {name}={shlex.quote(text)}", flush=True)
        say("serving; Ctrl-C ends and wipes everything")
        while True:
            signal.pause()


def _test(words: list[str]) -> int:
    if words:
        return _pytest(words)
    # More than there are processors: some tests wait for processes that they have killed, often
    # two at a time. With two processors one more left 5 % of them idle, two more leave 2 %.
    workers = min((os.cpu_count() or 1) + 2, 8)
    # While the slowest linter runs alone, and while pytest begins, processors would be idle.
    linting = [sys.executable, "-m", "dev", "check"]
    with temporary_files_in_memory(), running_beside(linting) as linters:
        status = _pytest(["-n", str(workers)])
    if linters.returncode:
        say("the linters FAILED: see above, or ./run check")
    return status or linters.returncode


def _pytest(words: list[str]) -> int:
    with throwaway_services(moto=False) as env:
        argv = [sys.executable, "-m", "pytest", *words]
        return run_in_foreground(argv, {**env, **template_database(env)})


def _check(_words: list[str]) -> int:
    with throwaway_services(moto=False) as env:
        return 0 if lint(env) else 1


def _format(_words: list[str]) -> int:
    return reformat()


def _exec(words: list[str]) -> int:
    if not words:
        raise SetupError("say what to run: ./run exec COMMAND ARGS")
    return run_in_foreground(words, running_environment())


def _manage(words: list[str]) -> int:
    return run_in_foreground([sys.executable, "manage.py", *words], running_environment())


_VERBS: dict[str, Callable[[list[str]], int]] = {
    "demo": run_demo,
    "test": _test,
    "check": _check,
    "fmt": _format,
    "services": _services,
    "exec": _exec,
    "manage": _manage,
}

if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
