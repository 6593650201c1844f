"""Three-valued logic over facts that may not have been read: nothing is concluded from a gap."""

from collections.abc import Callable, Iterable

from compliance.aws.answers import NotCollected

Condition = Callable[[], bool]


def all_hold(conditions: Iterable[Condition]) -> bool:
    """Whether every condition holds; one that is known not to hold settles it.

    :raises NotCollected: none is known to fail, but one could not be read.
    """
    return _settled(conditions, by=False)


def any_holds(conditions: Iterable[Condition]) -> bool:
    """Whether one condition holds; one that is known to hold settles it.

    :raises NotCollected: none is known to hold, but one could not be read.
    """
    return _settled(conditions, by=True)


def _settled(conditions: Iterable[Condition], *, by: bool) -> bool:
    unread: NotCollected | None = None
    for condition in conditions:
        try:
            if condition() is by:
                return by
        except NotCollected as missing:
            # The first gap is reported, so that the reason does not depend on later ones.
            unread = unread or missing
    if unread is not None:
        raise unread
    return not by
