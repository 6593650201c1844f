"""Count what a reading saw and what it was refused."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from compliance.aws.answers import Call
from compliance.aws.reader import THROTTLED
from compliance.collectors.resource import Population

# How AWS's protocols say that the caller may not (each API's "Common Errors").
DENIED = ("AccessDenied", "UnauthorizedOperation", "AuthorizationError", "NotAuthorized")


def counts(calls: Sequence[Call], populations: Iterable[Population]) -> Mapping[str, Any]:
    """What a snapshot keeps beside its evidence, for statements of coverage.

    `resources` by type as they were listed, `counted` by type as AWS itself counts them, `lists`
    what each list call says of itself, `denied`, `throttled` and `repeated` in attempts.
    """
    resources: Counter[str] = Counter()
    counted: dict[str, int] = {}
    lists = []
    for one in populations:
        resources[one.type] += len(one.resources)
        counted |= one.counted
        if one.count_statement and not one.error:
            lists.append(one.count_statement)
    return {
        "resources": dict(sorted(resources.items())),
        "counted": dict(sorted(counted.items())),
        "lists": sorted(set(lists)),
        "denied": sum(one.error_code.startswith(DENIED) for one in calls),
        "throttled": sum(one.error_code in THROTTLED for one in calls),
        "repeated": sum(one.attempt > 1 for one in calls),
    }
