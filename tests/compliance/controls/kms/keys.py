"""KMS keys as the collector describes them."""

from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from typing import Any

from compliance.collectors.kms import KMS_KEY
from compliance.collectors.resource import Resource
from tests.compliance.controls.resources import HOME, OWNER, Denied, Facts, resource

LONG_AGO = datetime(2020, 3, 1, tzinfo=UTC)
THIS_YEAR = datetime(2026, 2, 1, tzinfo=UTC)

DESCRIBE_DENIED = Denied("kms:DescribeKey")
POLICY_DENIED = Denied("kms:GetKeyPolicy")

HMAC: dict[str, Any] = {"KeySpec": "HMAC_256", "KeyUsage": "GENERATE_VERIFY_MAC"}
SIGNING: dict[str, Any] = {"KeySpec": "RSA_4096", "KeyUsage": "SIGN_VERIFY"}
PUBLIC_KEY_ENCRYPTION: dict[str, Any] = {"KeySpec": "RSA_4096", "KeyUsage": "ENCRYPT_DECRYPT"}

FAR = "us-east-1"
PRIMARY_ARN = f"arn:aws:kms:{FAR}:{OWNER}:key/mrk-1"
REPLICA_ARN = f"arn:aws:kms:{HOME}:{OWNER}:key/mrk-1"


def key(
    arn: str = f"arn:aws:kms:{HOME}:{OWNER}:key/k-1",
    *,
    denied: Denied | None = None,
    facts: dict[str, Facts | Denied] | None = None,
    **metadata: Any,
) -> Resource:
    """An enabled symmetric key of the customer, made long ago, unless the metadata differ."""
    described = {
        "KeyManager": "CUSTOMER",
        "KeyState": "Enabled",
        "KeySpec": "SYMMETRIC_DEFAULT",
        "KeyUsage": "ENCRYPT_DECRYPT",
        "Origin": "AWS_KMS",
        "CreationDate": LONG_AGO,
        **metadata,
    }
    answer = denied or {"KeyMetadata": described}
    return resource(arn, KMS_KEY, arn.split(":")[3], metadata=answer, **(facts or {}))


def aws_key() -> Resource:
    """A key that AWS manages; of these the collector reads nothing but the description."""
    return key(KeyManager="AWS")


def family(role: str) -> Facts:
    """The MultiRegionConfiguration that a primary or replica shows."""
    return {
        "MultiRegionKeyType": role,
        "PrimaryKey": {"Arn": PRIMARY_ARN, "Region": FAR},
        "ReplicaKeys": [{"Arn": REPLICA_ARN, "Region": HOME}],
    }


def statement(
    principal: str | Mapping[str, str | Sequence[str]],
    *,
    action: str = "kms:Decrypt",
    **conditions: Mapping[str, str | Sequence[str]],
) -> dict[str, Any]:
    """A statement of a key policy that allows an action, under conditions by operator."""
    allowed = {"Effect": "Allow", "Principal": principal, "Action": action, "Resource": "*"}
    return {**allowed, "Condition": conditions} if conditions else allowed
