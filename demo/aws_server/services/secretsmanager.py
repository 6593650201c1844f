"""AWS Secrets Manager where moto answers otherwise (Secrets Manager API Reference)."""

import secrets
import time
from collections.abc import Mapping
from typing import Any

from moto.secretsmanager.models import ReplicaSecret, secretsmanager_backends

from demo.aws_server.answer import AwsError
from demo.aws_server.call import Call
from demo.aws_server.memory import Memory
from demo.aws_server.paging import Pages

Members = dict[str, Any]

DAY_SECONDS = 86_400
PAGED = {
    "secretsmanager:ListSecretVersionIds": Pages(
        "Versions",
        default=100,
        most=100,
        limit="MaxResults",
        marker="NextToken",
        next_marker="NextToken",
        truncated="",
    )
}
# Members of ListSecrets that DescribeSecret has too, with the same meaning.
SHARED = frozenset(
    {
        "CreatedDate",
        "DeletedDate",
        "Description",
        "KmsKeyId",
        "LastAccessedDate",
        "LastChangedDate",
        "LastRotatedDate",
        "NextRotationDate",
        "OwningService",
        "PrimaryRegion",
        "RotationEnabled",
        "RotationLambdaARN",
        "RotationRules",
    }
)
# Members of DescribeSecret alone.
DESCRIBED_ONLY = frozenset({"ReplicationStatus", "VersionIdsToStages"})
ROTATION = "secretsmanager:RotateSecret"


def list_secrets(_call: Call, answer: Members, memory: Memory) -> Members:
    """Rotation as it was set, dates as they were laid down, and no null members."""
    listed = [_entry(one, memory) for one in answer["SecretList"]]
    return _without_null({**answer, "SecretList": listed})


def describe_secret(_call: Call, answer: Members, memory: Memory) -> Members:
    """What ListSecrets says, and replication."""
    entry = _entry(answer, memory)
    shared = {name: entry[name] for name in SHARED if name in entry}
    described = {name: one for name, one in answer.items() if name not in SHARED} | shared
    described.pop("SecretVersionsToStages", None)
    if described.get("PrimaryRegion") != answer["ARN"].split(":")[3]:
        described.pop("ReplicationStatus", None)
    return memory.overrides.over("secretsmanager:DescribeSecret", answer["ARN"], described)


def version_ids(call: Call, answer: Members, memory: Memory) -> Members:
    """The secret's own ARN, and the dates at which versions were made."""
    secret = _secret(call)
    versions = []
    for one in answer["Versions"]:
        if not one["VersionStages"] and not call.params.get("IncludeDeprecated"):
            continue
        made = {
            "VersionId": one["VersionId"],
            "VersionStages": one["VersionStages"],
            "CreatedDate": secret.versions[one["VersionId"]]["createdate"],
            "KmsKeyIds": [_source(secret).kms_key_id or "DefaultEncryptionKey"],
        }
        where = f"{secret.arn}#{one['VersionId']}"
        versions.append(memory.overrides.over("secretsmanager:ListSecretVersionIds", where, made))
    return {"ARN": secret.arn, "Name": secret.name, "Versions": versions}


def replica_policy(call: Call, _memory: Memory) -> Members | None:
    """A replica has its primary's policy, where moto refuses the question."""
    secret = _secret(call)
    if not isinstance(secret, ReplicaSecret):
        return None
    policy = {"ResourcePolicy": secret.source.policy} if secret.source.policy else {}
    return {"ARN": secret.arn, "Name": secret.name, **policy}


def rotate_secret(call: Call, memory: Memory) -> Members | None:
    """Set the rotation, with every kind of schedule, and rotate unless told to wait.

    Moto would look for the function among its own and leave the new version pending. Here the
    function does what it should: the new version becomes the current one.
    """
    secret = _secret(call)
    if secret is None or isinstance(secret, ReplicaSecret) or secret.is_deleted():
        return None
    known = memory.settings.get((ROTATION, secret.arn), {})
    rules = call.params.get("RotationRules") or known.get("RotationRules")
    if not rules:
        raise AwsError("InvalidParameterException", "You must provide RotationRules.")
    rotation: Members = {**known, "RotationEnabled": True, "RotationRules": rules}
    if call.params.get("RotationLambdaARN"):
        rotation["RotationLambdaARN"] = call.params["RotationLambdaARN"]
    if call.params.get("RotateImmediately", True):
        now = time.time()
        backend = secretsmanager_backends[call.account][call.region]
        token = call.params.get("ClientRequestToken", "")
        backend.put_secret_value(secret.arn, secrets.token_urlsafe(), "", token, ["AWSCURRENT"])
        rotation["LastRotatedDate"] = now
        if days := rules.get("AutomaticallyAfterDays"):
            rotation["NextRotationDate"] = now + days * DAY_SECONDS
    memory.settings[ROTATION, secret.arn] = rotation
    return {"ARN": secret.arn, "Name": secret.name, "VersionId": secret.default_version_id}


def cancel_rotation(call: Call, memory: Memory) -> Members | None:
    """Switch the rotation off and keep its rules."""
    secret = _secret(call)
    rotation = memory.settings.get((ROTATION, secret.arn)) if secret else None
    if rotation is None:
        return None
    rotation["RotationEnabled"] = False
    rotation.pop("NextRotationDate", None)
    return {"ARN": secret.arn, "Name": secret.name, "VersionId": secret.default_version_id}


CORRECTIONS = {
    "secretsmanager:DescribeSecret": describe_secret,
    "secretsmanager:ListSecretVersionIds": version_ids,
    "secretsmanager:ListSecrets": list_secrets,
}
INSTEAD = {
    "secretsmanager:CancelRotateSecret": cancel_rotation,
    "secretsmanager:GetResourcePolicy": replica_policy,
    "secretsmanager:RotateSecret": rotate_secret,
}


def _entry(one: Members, memory: Memory) -> Members:
    arn = one["ARN"]
    primary = arn
    if "PrimaryRegion" in one:
        primary = arn.replace(f":{arn.split(':')[3]}:", f":{one['PrimaryRegion']}:", 1)
    rotation = memory.settings.get((ROTATION, primary), {})
    entry = {name: value for name, value in one.items() if name not in DESCRIBED_ONLY}
    if one.get("ReplicationStatus") and "PrimaryRegion" not in one:
        entry["PrimaryRegion"] = arn.split(":")[3]
    return memory.overrides.over("secretsmanager:ListSecrets", arn, entry | rotation)


def _secret(call: Call) -> Any:
    secrets_there = secretsmanager_backends[call.account][call.region].secrets
    asked = str(call.params.get("SecretId", ""))
    return secrets_there.get(asked)


def _source(secret: Any) -> Any:
    return secret.source if isinstance(secret, ReplicaSecret) else secret


def _without_null(members: Mapping[str, Any]) -> Members:
    return {name: one for name, one in members.items() if one is not None}
