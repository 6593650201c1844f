"""What AWS would answer where moto answers something else, for the calls that are made here.

moto lets no date be set, never delivers a log file, and lets any role be assumed. What it cannot
keep is put beside it (`Beside`) and laid over its answers.
"""

import threading
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from demo.asked import Asked

Answer = dict[str, Any]
DAY_SECONDS = 86_400


@dataclass
class Beside:
    """What was put beside moto: members of answers by (operation, ARN), and refusals."""

    members: dict[tuple[str, str], Mapping[str, Any]] = field(default_factory=dict)
    refusals: list[Mapping[str, Any]] = field(default_factory=list)
    calls: list[Asked] = field(default_factory=list)
    lock: threading.Lock = field(default_factory=threading.Lock)

    def of(self, operation: str, arn: str) -> dict[str, Any]:
        """The members to lay over this answer."""
        return dict(self.members.get((operation, arn), {}))


def corrected(asked: Asked, answer: Answer, beside: Beside) -> Answer:
    """The JSON of moto answer as AWS would give it."""
    correct = CORRECTIONS.get((asked.service, asked.operation))
    return correct(asked, answer, beside) if correct else answer


def _key_arn(asked: Asked) -> str:
    key = str(asked.params.get("KeyId", ""))
    if key.startswith("arn:"):
        return key
    return f"arn:aws:kms:{asked.region}:{asked.account}:key/{key}"


def _describe_key(asked: Asked, answer: Answer, beside: Beside) -> Answer:
    answer["KeyMetadata"] |= beside.of("DescribeKey", answer["KeyMetadata"]["Arn"])
    return answer


def _rotation_status(asked: Asked, answer: Answer, beside: Beside) -> Answer:
    """KeyId and period go with every answer (KMS API, GetKeyRotationStatus)."""
    answer["KeyId"] = _key_arn(asked).rpartition("/")[2]
    if answer.get("KeyRotationEnabled"):
        answer.setdefault("RotationPeriodInDays", 365)
    return answer | beside.of("GetKeyRotationStatus", _key_arn(asked))


def _over_key(asked: Asked, answer: Answer, beside: Beside) -> Answer:
    return answer | beside.of(asked.operation, _key_arn(asked))


def _list_secrets(asked: Asked, answer: Answer, beside: Beside) -> Answer:
    for secret in answer.get("SecretList", ()):
        secret.update(beside.of("ListSecrets", secret["ARN"]))
    return answer


def _over_secret(asked: Asked, answer: Answer, beside: Beside) -> Answer:
    """DescribeSecret says what ListSecrets says; versions have a name of their own."""
    arn = str(asked.params.get("SecretId", ""))
    shared = beside.of("ListSecrets", arn) if asked.operation == "DescribeSecret" else {}
    if not answer.get("NextToken"):
        answer.pop("NextToken", None)
    return answer | shared | beside.of(asked.operation, arn)


def _describe_trails(asked: Asked, answer: Answer, beside: Beside) -> Answer:
    for trail in answer.get("trailList", ()):
        trail.update(beside.of("DescribeTrails", trail["TrailARN"]))
    return answer


def _trail_status(asked: Asked, answer: Answer, beside: Beside) -> Answer:
    """Dates that are not there are left out, not empty (CloudTrail API, GetTrailStatus)."""
    there = {name: value for name, value in answer.items() if value != ""}
    return there | beside.of("GetTrailStatus", str(asked.params.get("Name", "")))


CORRECTIONS = {
    ("kms", "DescribeKey"): _describe_key,
    ("kms", "GetKeyRotationStatus"): _rotation_status,
    ("kms", "ListKeyRotations"): _over_key,
    ("secretsmanager", "ListSecrets"): _list_secrets,
    ("secretsmanager", "DescribeSecret"): _over_secret,
    ("secretsmanager", "ListSecretVersionIds"): _over_secret,
    ("cloudtrail", "DescribeTrails"): _describe_trails,
    ("cloudtrail", "GetTrailStatus"): _trail_status,
}
