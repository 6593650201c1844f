"""What a statement is about: its Action or NotAction, its Resource or NotResource."""

from collections.abc import Callable
from dataclasses import dataclass, replace

from compliance.policies.wildcards import covers, overlaps


@dataclass(frozen=True)
class Atom:
    """One pattern of an Allow, less what a NotAction or NotResource leaves out of it."""

    pattern: str
    exclusions: tuple[str, ...] = ()


@dataclass(frozen=True)
class Scope:
    """The patterns of one element; inverted for NotAction and NotResource."""

    patterns: tuple[str, ...]
    inverted: bool = False

    def atoms(self) -> tuple[Atom, ...]:
        """The parts that Deny statements may take away one by one."""
        if self.inverted:
            return (Atom("*", self.patterns),)
        return tuple(Atom(pattern) for pattern in self.patterns)

    def covers(self, atom: Atom) -> bool:
        """Whether the whole atom lies in this scope; false also where that is not certain."""
        if not self.inverted:
            return any(covers(pattern, atom.pattern) for pattern in self.patterns)
        return all(
            not overlaps(excluded, atom.pattern)
            or any(covers(spared, excluded) for spared in atom.exclusions)
            for excluded in self.patterns
        )

    def mapped(self, change: Callable[[str], str]) -> "Scope":
        """The same scope with every pattern rewritten."""
        return replace(self, patterns=tuple(change(pattern) for pattern in self.patterns))
