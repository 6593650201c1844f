"""Patterns of the policy language: `*` stands for any run of characters, `?` for one.

Letter case is the caller's: actions ignore it, ARNs do not.
"""

SEGMENT = "\0"
"""In the second pattern of `overlaps`: any run of characters within one segment of an ARN."""

_RUNS = frozenset({"*", SEGMENT})


def covers(wide: str, narrow: str) -> bool:
    """Whether every text that `narrow` matches is matched by `wide` too.

    A text without wildcards is its own pattern, so this also matches plain texts. A wildcard of
    `narrow` counts as a character that only a wildcard of the same reach matches: a true answer is
    certain, a false one may miss an equivalence as between `?*` and `*?`.
    """
    at, read = 0, 0
    star, resume = -1, 0
    while read < len(narrow):
        if at < len(wide) and wide[at] == "*":
            star, resume, at = at, read, at + 1
        elif at < len(wide) and _steps(wide[at], narrow[read]):
            at, read = at + 1, read + 1
        elif star >= 0:
            at, resume = star + 1, resume + 1
            read = resume
        else:
            return False
    return not wide[at:].strip("*")


def overlaps(one: str, other: str) -> bool:
    """Whether some text is matched by both patterns."""
    seen: set[tuple[int, int]] = set()
    reached = [(0, 0)]
    while reached:
        state = reached.pop()
        if state == (len(one), len(other)):
            return True
        if state not in seen:
            seen.add(state)
            reached += _moves(one, other, state)
    return False


def _steps(pattern: str, character: str) -> bool:
    return pattern == character or (pattern == "?" and character != "*")


def _moves(one: str, other: str, state: tuple[int, int]) -> list[tuple[int, int]]:
    i, j = state
    left, right = one[i : i + 1], other[j : j + 1]
    moves = []
    if left in _RUNS:
        moves.append((i + 1, j))
    if right in _RUNS:
        moves.append((i, j + 1))
    if left and right and _share_a_character(left, right):
        moves.append((i + (left not in _RUNS), j + (right not in _RUNS)))
    return moves


def _share_a_character(left: str, right: str) -> bool:
    if left in {"*", "?"} or right in {"*", "?"}:
        return True
    if right == SEGMENT:
        return left not in ":/"
    return left == right
