"""Bucket policies that refuse requests without TLS."""

from collections.abc import Mapping

from compliance.policies.conditions import Condition
from compliance.policies.scope import Atom
from compliance.policies.statements import Statement, parse_policy

_TLS_1_2 = 1.2
_TLS_1_1 = 1.1


def requires_tls(bucket_policy: str | Mapping[str, object], bucket_arn: str) -> bool:
    """Whether the policy denies every S3 action to everyone who comes without TLS.

    It has to cover the bucket and its objects, in one statement or in two. The condition is
    aws:SecureTransport false, or s3:TlsVersion below 1.2, and nothing beside it: each further
    condition would spare somebody. After Security Hub S3.5 and AWS Config's
    s3-bucket-ssl-requests-only; CIS AWS Foundations also accepts the version.

    :raises PolicyMalformed: where the policy breaks the grammar of the policy language.
    """
    denies = [one for one in parse_policy(bucket_policy) if _denies_clear_text(one)]
    return all(
        any(deny.resources.covers(Atom(resource)) for deny in denies)
        for resource in (bucket_arn, f"{bucket_arn}/*")
    )


def _denies_clear_text(statement: Statement) -> bool:
    return (
        not statement.allows
        and not statement.spares_principals
        and ("AWS", "*") in statement.principals
        and statement.actions.covers(Atom("s3:*"))
        and (not statement.conditions or _is_clear_text(statement.conditions))
    )


def _is_clear_text(conditions: tuple[Condition, ...]) -> bool:
    if len(conditions) > 1 or conditions[0].set_operator:
        return False
    only = conditions[0]
    if only.key == "aws:securetransport":
        return only.operator == "bool" and "false" in {value.lower() for value in only.values}
    if only.key == "s3:tlsversion":
        return any(_is_below_1_2(only.operator, value) for value in only.values)
    return False


def _is_below_1_2(operator: str, value: str) -> bool:
    try:
        version = float(value)
    except ValueError:
        return False
    if operator == "numericlessthan":
        return version >= _TLS_1_2
    return operator == "numericlessthanequals" and version >= _TLS_1_1
