"""Who holds a policy of AWS's own, by GetAccountAuthorizationDetails."""

from collections.abc import Iterable

from compliance.collectors.resource import Resource


def holders(principals: Iterable[Resource], policy: str) -> list[str]:
    """The principals to which AWS's managed policy is attached: `role/Support`, in order."""
    ending = f":iam::aws:policy/{policy}"
    return sorted(
        short(one.arn)
        for one in principals
        if any(
            str(attached["PolicyArn"]).endswith(ending)
            for attached in one["detail"].get("AttachedManagedPolicies", ())
        )
    )


def short(arn: str) -> str:
    """`role/Support` of the ARN of a principal, with its path."""
    return arn.rpartition(":")[2]
