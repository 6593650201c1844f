"""AWS KMS where moto answers otherwise (AWS KMS API Reference; Developer Guide, "Key states")."""

import json
import time
from collections.abc import Mapping
from typing import Any

from moto.kms.models import kms_backends

from demo.aws_server.answer import AwsError, access_denied
from demo.aws_server.call import Call
from demo.aws_server.faults import MANAGER
from demo.aws_server.memory import Memory
from demo.aws_server.paging import Pages

Members = dict[str, Any]

DAY_SECONDS = 86_400
DEFAULT_PERIOD_DAYS = 365
AWS_ALIAS = "alias/aws/"
PAGED = {
    "kms:ListKeys": Pages("Keys", default=100, most=1000),
    "kms:ListAliases": Pages("Aliases", default=50, most=1000),
    "kms:ListGrants": Pages("Grants", default=50, most=1000),
    "kms:ListKeyRotations": Pages("Rotations", default=100, most=1000),
    "kms:ListResourceTags": Pages("Tags", default=50, most=1000),
}
READS_OF_ONE_KEY = frozenset(
    {
        "kms:DescribeKey",
        "kms:GetKeyPolicy",
        "kms:GetKeyRotationStatus",
        "kms:ListGrants",
        "kms:ListKeyRotations",
        "kms:ListResourceTags",
    }
)
# Keys in custom key stores are replaced by hand.
ROTATING_ORIGINS = ("AWS_KMS", "EXTERNAL")


def guard_key(call: Call) -> None:
    """Refuse the read of a key whose policy does not let the caller's account in.

    A key policy decides alone: without a statement for the account or the role, no IAM policy
    helps (Developer Guide, "Key policies"). Statements with conditions are left aside.

    :raises AwsError: AccessDeniedException.
    """
    if call.name not in READS_OF_ONE_KEY or call.role == MANAGER:
        return
    key = _key(call)
    if key is None or _is_made_by_aws(key) or not call.role:
        return
    try:
        statements = json.loads(key.policy)["Statement"]
    except (ValueError, KeyError, TypeError):
        return
    listed = statements if isinstance(statements, list) else [statements]
    effects = {one["Effect"] for one in listed if _is_about(one, call)}
    if effects != {"Allow"}:
        who = f"arn:aws:sts::{call.account}:assumed-role/{call.role}/session"
        raise access_denied(
            call,
            f"User: {who} is not authorized to perform: {call.name} on resource: {key.arn} "
            f"because no resource-based policy allows the {call.name} action",
        )


def moto_params(call: Call) -> Mapping[str, Any]:
    """The parameters as moto takes them: some operations want the key's id, not its ARN.

    The policy's name may be left out, as there is only one. Moto ends a page of tagged resources
    at a hundred tags also where only ResourcesPerPage is asked for.
    """
    if call.name == "resourcegroupstaggingapi:GetResources":
        return {"TagsPerPage": 500, **call.params}
    if call.service != "kms":
        return call.params
    params = dict(call.params)
    _, is_arn, key_id = str(params.get("KeyId", "")).partition(":key/")
    if is_arn:
        params["KeyId"] = key_id
    if call.operation == "GetKeyPolicy":
        params.setdefault("PolicyName", "default")
    return params


def describe_key(call: Call, answer: Members, memory: Memory) -> Members:
    """Manager, state of imported material, and each key's own part in a multi-Region family."""
    metadata = dict(answer["KeyMetadata"])
    key = _key(call)
    if _is_made_by_aws(key):
        metadata["KeyManager"] = "AWS"
    if metadata["Origin"] == "EXTERNAL" and metadata["KeyState"] == "Enabled":
        metadata |= {"KeyState": "PendingImport", "Enabled": False}
    if metadata.get("MultiRegion"):
        family = dict(metadata["MultiRegionConfiguration"])
        is_primary = family["PrimaryKey"]["Arn"] == metadata["Arn"]
        family["MultiRegionKeyType"] = "PRIMARY" if is_primary else "REPLICA"
        metadata["MultiRegionConfiguration"] = family
    arn = metadata["Arn"]
    return {"KeyMetadata": memory.overrides.over("kms:DescribeKey", arn, metadata)}


def rotation_status(call: Call, _answer: Members, memory: Memory) -> Members:
    """Period and next date; a replica tells what is set on its primary.

    :raises AwsError: UnsupportedOperationException for keys that KMS cannot rotate.
    """
    key = _rotating_key(call)
    primary = _primary(key)
    status: Members = {"KeyId": key.id, "KeyRotationEnabled": primary.key_rotation_status}
    if _is_made_by_aws(key):
        return status | {"KeyRotationEnabled": True}
    if key.key_state == "PendingDeletion":
        status["KeyRotationEnabled"] = False
    if status["KeyRotationEnabled"]:
        chosen = memory.settings.get(("kms:EnableKeyRotation", primary.arn), {})
        period = chosen.get("RotationPeriodInDays") or DEFAULT_PERIOD_DAYS
        status["RotationPeriodInDays"] = period
        since = _last_rotation(primary, memory)
        status["NextRotationDate"] = since + period * DAY_SECONDS
    return memory.overrides.over("kms:GetKeyRotationStatus", key.arn, status)


def key_rotations(call: Call, answer: Members, memory: Memory) -> Members:
    """The rotations that were laid down, which moto cannot have had."""
    key = _rotating_key(call)
    return memory.overrides.over("kms:ListKeyRotations", _primary(key).arn, answer)


def rotation_enabled(call: Call, answer: Members, memory: Memory) -> Members:
    """Note the period, which moto drops."""
    key = _rotating_key(call)
    period = call.params.get("RotationPeriodInDays")
    memory.settings["kms:EnableKeyRotation", key.arn] = {"RotationPeriodInDays": period}
    return answer


def key_replicated(call: Call, answer: Members, _memory: Memory) -> Members:
    """Give the replica aliases and grants of its own, where moto shares the primary's."""
    key = _key(call)
    replica = kms_backends[call.account][call.params["ReplicaRegion"]].keys[key.id]
    replica.aliases, replica.grants = {}, {}
    replica.creation_date = time.time()
    return answer


def key_policy(call: Call, answer: Members, _memory: Memory) -> Members:
    """The policy with its name, and for an AWS managed key the one that AWS writes."""
    key = _key(call)
    if _is_made_by_aws(key):
        answer["Policy"] = json.dumps(_policy_by_aws(call, key))
    return {**answer, "PolicyName": "default"}


def aliases(call: Call, answer: Members, memory: Memory) -> Members:
    """Predefined aliases have no target until their key exists; others have dates."""
    keys = kms_backends[call.account][call.region].keys
    listed = []
    for one in answer["Aliases"]:
        key = keys.get(one.get("TargetKeyId"))
        if key is None:
            listed.append({name: one[name] for name in ("AliasName", "AliasArn")})
            continue
        made = {"CreationDate": key.creation_date}
        made_at = memory.overrides.over("kms:DescribeKey", key.arn, made)["CreationDate"]
        listed.append({**one, "CreationDate": made_at, "LastUpdatedDate": made_at})
    return {**answer, "Aliases": listed}


def grants(_call: Call, answer: Members, _memory: Memory) -> Members:
    """Without members that are null, and without one that the API does not have."""
    listed = [
        {name: value for name, value in one.items() if value is not None}
        for one in answer["Grants"]
    ]
    return {"Grants": listed, "Truncated": False}


def custom_key_stores(_call: Call, _memory: Memory) -> Members:
    """There are none."""
    return {"CustomKeyStores": [], "Truncated": False}


CORRECTIONS = {
    "kms:DescribeKey": describe_key,
    "kms:EnableKeyRotation": rotation_enabled,
    "kms:GetKeyPolicy": key_policy,
    "kms:GetKeyRotationStatus": rotation_status,
    "kms:ListAliases": aliases,
    "kms:ListGrants": grants,
    "kms:ListKeyRotations": key_rotations,
    "kms:ReplicateKey": key_replicated,
}
INSTEAD = {"kms:DescribeCustomKeyStores": custom_key_stores}


def _key(call: Call) -> Any:
    """Moto's key; None where there is none, so that moto says so."""
    asked = str(call.params.get("KeyId", ""))
    backend = kms_backends[call.account][call.region]
    if "alias/" in asked:
        asked = backend.get_key_id_from_alias(backend.get_alias_name(asked)) or ""
    return backend.keys.get(backend.get_key_id(asked))


def _rotating_key(call: Call) -> Any:
    key = _key(call)
    if key.key_spec != "SYMMETRIC_DEFAULT" or key.origin not in ROTATING_ORIGINS:
        raise AwsError("UnsupportedOperationException", f"{key.arn} origin or spec is unsupported")
    return key


def _primary(key: Any) -> Any:
    if not key.multi_region:
        return key
    primary = key.multi_region_configuration["PrimaryKey"]
    return kms_backends[key.account_id][primary["Region"]].keys.get(key.id, key)


def _last_rotation(key: Any, memory: Memory) -> float:
    made = memory.overrides.over("kms:DescribeKey", key.arn, {"CreationDate": key.creation_date})
    rotations = memory.overrides.over("kms:ListKeyRotations", key.arn, {"Rotations": []})
    dates = [one["RotationDate"] for one in rotations["Rotations"]]
    return float(max([made["CreationDate"], *dates]))


def _is_made_by_aws(key: Any) -> bool:
    return key is not None and any(name.startswith(AWS_ALIAS) for name in key.aliases)


def _is_about(statement: Mapping[str, Any], call: Call) -> bool:
    if "Condition" in statement or "Principal" not in statement:
        return False
    principal = statement["Principal"]
    named = principal.get("AWS", []) if isinstance(principal, dict) else principal
    account = f"arn:aws:iam::{call.account}"
    who = {"*", call.account, f"{account}:root", f"{account}:role/{call.role}"}
    actions = statement.get("Action", [])
    return bool(who & set(_several(named))) and any(
        _covers(pattern, call.name) for pattern in _several(actions)
    )


def _covers(pattern: str, action: str) -> bool:
    head, star, _ = pattern.lower().partition("*")
    return action.lower().startswith(head) if star else action.lower() == head


def _several(one_or_more: str | list[str]) -> list[str]:
    return [one_or_more] if isinstance(one_or_more, str) else one_or_more


def _policy_by_aws(call: Call, key: Any) -> Mapping[str, Any]:
    service = next(name for name in key.aliases if name.startswith(AWS_ALIAS))
    via = f"{service.removeprefix(AWS_ALIAS)}.{call.region}.amazonaws.com"
    condition = {"kms:CallerAccount": call.account, "kms:ViaService": via}
    return {
        "Version": "2012-10-17",
        "Statement": [
            {
                "Effect": "Allow",
                "Principal": {"AWS": "*"},
                "Action": ["kms:Encrypt", "kms:Decrypt", "kms:GenerateDataKey*"],
                "Resource": "*",
                "Condition": {"StringEquals": condition},
            },
            {
                "Effect": "Allow",
                "Principal": {"AWS": f"arn:aws:iam::{call.account}:root"},
                "Action": ["kms:Describe*", "kms:Get*", "kms:List*"],
                "Resource": "*",
            },
        ],
    }
