"""The sentences that must each be ticked."""

from collections.abc import Sequence


class NotTicked(Exception):
    """A sentence was left out, or another one was ticked; the message says so."""


def require_ticked(wanted: Sequence[str], ticked: Sequence[str]) -> None:
    """Go on only where every sentence was ticked, and no other.

    :raises NotTicked: otherwise.
    """
    missing = [one for one in wanted if one not in ticked]
    if missing:
        raise NotTicked(f"Tick each sentence; this one is left: {missing[0]}")
    if set(ticked) - set(wanted):
        raise NotTicked("A sentence was ticked that does not belong to this agreement.")
