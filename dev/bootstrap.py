"""From a bare Python 3.11 to a ready environment; `./run` starts this with the machine's Python.

Standard library only, and so is all it imports.
"""

import os
import sys
from collections.abc import Mapping
from dataclasses import dataclass
from typing import NoReturn

from dev import native, uv
from dev.chromium import ensure_chromium
from dev.paths import BOOT, VENV
from dev.say import SetupError, say


@dataclass(frozen=True)
class Verb:
    """What one word after `./run` is for, and what the machine must have for it."""

    purpose: str
    group: str
    needs_pango: bool = False
    needs_chromium: bool = False


VERBS = {
    "demo": Verb(
        "the whole service on this machine with an emulated AWS estate", "demo", needs_pango=True
    ),
    "test": Verb(
        "every linter and test; with arguments, pytest alone with them",
        "dev",
        needs_pango=True,
        needs_chromium=True,
    ),
    "check": Verb("the linters alone", "dev", needs_pango=True),
    "fmt": Verb("format the Python and the templates", "dev"),
    "services": Verb("throwaway PostgreSQL and Valkey: [--moto] [-- COMMAND ARGS]", "demo"),
    "exec": Verb("COMMAND ARGS on the demo's servers while it runs", "demo"),
    "manage": Verb("manage.py ARGS on the demo's servers while it runs", "demo"),
}


def main(words: list[str]) -> int:
    """Prepare the environment, then become `python -m dev` in it; return only on failure."""
    name = words[0] if words else "help"
    if name not in VERBS:
        _explain()
        return 0 if name in ("help", "-h", "--help") else 2
    try:
        env = _prepare(VERBS[name])
    except SetupError as stop:
        say(str(stop))
        return 1
    except KeyboardInterrupt:
        return 130
    return _become(words, env)


def _prepare(verb: Verb) -> dict[str, str]:
    uv.sync(verb.group, exact=verb.group == "dev")
    env = {name: text for name, text in os.environ.items() if name != "VIRTUAL_ENV"}
    env |= _bytecode(env)
    if verb.needs_pango:
        native.ensure_pango(env)
    if verb.needs_chromium:
        env["CHROMIUM"] = ensure_chromium()
    env |= native.environment()
    env["PATH"] = f"{VENV / 'bin'}:{env.get('PATH', os.defpath)}"
    return env


def _bytecode(env: Mapping[str, str]) -> dict[str, str]:
    """Where compiled modules go: to a folder of ours, also where the machine keeps none.

    Most of what a process costs that starts is to compile 1,200 modules, were none kept.
    """
    return {
        "PYTHONDONTWRITEBYTECODE": "",
        "PYTHONPYCACHEPREFIX": env.get("PYTHONPYCACHEPREFIX", str(BOOT / "bytecode")),
    }


def _become(words: list[str], env: dict[str, str]) -> NoReturn:
    python = str(VENV / "bin" / "python")
    os.execve(python, [python, "-m", "dev", *words], env)  # noqa: S606 - our own interpreter


def _explain() -> None:
    say("./run demo | test | … needs only Python 3.11 to 3.14; it gets the rest by itself")
    for name, verb in VERBS.items():
        print(f"  ./run {name:<9} {verb.purpose}")


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
