"""A closed set of named plug-ins, filled by walking one package at start."""

import importlib
import pkgutil
from collections.abc import Iterator, Mapping
from types import ModuleType
from typing import TypeVar

Plugin = TypeVar("Plugin")


class AlreadyRegistered(Exception):
    """Two plug-ins claim one name."""


class Registry(Mapping[str, Plugin]):
    """Plug-ins by name, iterated in the order of their names.

    `load` imports every module below a package; the modules register themselves by a decorator
    that calls `add`. Loading happens once, in `AppConfig.ready`, so a reader sees a full set.
    """

    def __init__(self, kind: str) -> None:
        self.kind = kind
        self._plugins: dict[str, Plugin] = {}

    def add(self, name: str, plugin: Plugin) -> None:
        """Register a plug-in.

        :raises AlreadyRegistered: the name is taken.
        """
        if name in self._plugins:
            raise AlreadyRegistered(f"{self.kind} {name} is registered twice")
        self._plugins[name] = plugin

    def load(self, package: ModuleType) -> None:
        """Import every module below `package`, so that its plug-ins register."""
        for module in pkgutil.walk_packages(package.__path__, prefix=f"{package.__name__}."):
            importlib.import_module(module.name)

    def __getitem__(self, name: str) -> Plugin:
        return self._plugins[name]

    def __iter__(self) -> Iterator[str]:
        return iter(sorted(self._plugins))

    def __len__(self) -> int:
        return len(self._plugins)
