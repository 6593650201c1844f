"""The frameworks that this installation knows."""

from collections.abc import Mapping
from functools import cache
from pathlib import Path
from types import MappingProxyType

from compliance.frameworks.framework import Framework, Requirement
from compliance.frameworks.load import load

DATA = Path(__file__).parent / "data"


@cache
def frameworks() -> Mapping[str, Framework]:
    """Every framework in `data/` by id, in the order of ids; the files are read once.

    :raises FrameworkInvalid: one of the files is not a framework.
    """
    # A framework's id is its file's name, so no two can claim one id.
    found = {path.stem: load(path) for path in sorted(DATA.glob("*.yaml"))}
    return MappingProxyType(found)


def naming(control_id: str) -> list[tuple[Framework, Requirement]]:
    """Every requirement that names the control, by framework and in the framework's order."""
    return [
        (framework, requirement)
        for framework in frameworks().values()
        if control_id in framework.control_ids
        for requirement in framework.requirements
        if any(one.id == control_id for one in requirement.controls)
    ]


def inheriting(control_id: str) -> list[tuple[Framework, Requirement]]:
    """Every requirement that the control supports with what AWS itself proves, in their order."""
    return [
        (framework, requirement)
        for framework in frameworks().values()
        for requirement in framework.requirements
        if control_id in requirement.inherited
    ]
