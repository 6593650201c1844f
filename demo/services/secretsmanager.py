"""Plant secrets; what they hold is made up anew and never printed."""

import json
import secrets
from collections.abc import Iterator, Mapping
from typing import Any

from demo.estate import Declared
from demo.planting import Plot
from demo.resource_policies import secret_policy
from demo.service import Kind, Planted, Service, declared_here
from demo.services.kms import alias_of, key_ids

DEFAULT_KEY = "orders"
EVERY_DAYS = 30
STAGES = Mapping[str, list[str]]
# What nearly every secret answers: it has no replica.
USUAL = {"secretsmanager.replicas-in-sync": "not_applicable"}


def plant_secrets(plot: Plot, region: str) -> None:
    """The declared secrets of a region, with rotation, policies, replicas and dates."""
    manager = plot.client("secretsmanager", region)
    keys = key_ids(plot, region)
    known = known_secrets(plot, region)
    for secret in plot.account.each("secrets", region):
        if secret["name"] not in known:
            _create(plot, manager, secret, keys)
    known = known_secrets(plot, region)
    for secret in plot.account.each("secrets", region):
        _lay(plot, secret, known[secret["name"]])


def known_secrets(plot: Plot, region: str) -> dict[str, dict[str, Any]]:
    """The entries of ListSecrets by name, those about to be deleted among them."""
    pages = plot.client("secretsmanager", region).get_paginator("list_secrets")
    return {
        one["Name"]: one
        for page in pages.paginate(IncludePlannedDeletion=True)
        for one in page["SecretList"]
    }


def _create(plot: Plot, manager: Any, secret: Declared, keys: Mapping[str, str]) -> None:
    tags = {"owner": "platform", **secret.get("tags", {})}
    if "owning_service" in secret:
        tags["aws:secretsmanager:owningService"] = secret["owning_service"]
    optional: dict[str, Any] = {}
    if key := secret.get("key", DEFAULT_KEY):
        key_id = keys[alias_of({"name": key})]
        optional["KmsKeyId"] = f"arn:aws:kms:{secret['region']}:{plot.account.id}:key/{key_id}"
    if replicas := [{"Region": one["region"]} for one in secret.get("replicas", ())]:
        optional["AddReplicaRegions"] = replicas
    arn = manager.create_secret(
        Name=secret["name"],
        SecretString=secrets.token_urlsafe(),
        Tags=[{"Key": name, "Value": text} for name, text in tags.items() if text is not None],
        **optional,
    )["ARN"]
    if policy := secret.get("policy"):
        document = json.dumps(secret_policy(plot.account.id, policy))
        manager.put_resource_policy(SecretId=arn, ResourcePolicy=document)
    _rotate(plot, manager, secret, arn)
    if "pending_days_ago" in secret:
        value = secrets.token_urlsafe()
        manager.put_secret_value(SecretId=arn, SecretString=value, VersionStages=["AWSPENDING"])
    if secret.get("deleted"):
        manager.delete_secret(SecretId=arn, RecoveryWindowInDays=30)


def _rotate(plot: Plot, manager: Any, secret: Declared, arn: str) -> None:
    if not secret.get("rotation", True):
        return
    rules = (
        {"ScheduleExpression": secret["schedule"]}
        if "schedule" in secret
        else {"AutomaticallyAfterDays": secret.get("every_days", EVERY_DAYS)}
    )
    function = f"arn:aws:lambda:{secret['region']}:{plot.account.id}:function:rotate-secret"
    is_managed = "owning_service" in secret or not plot.has_functions
    by = {} if is_managed else {"RotationLambdaARN": function}
    manager.rotate_secret(SecretId=arn, RotateImmediately=False, RotationRules=rules, **by)


def _lay(plot: Plot, secret: Declared, entry: Mapping[str, Any]) -> None:
    arn = entry["ARN"]
    changed = secret.get("changed_days_ago", 10)
    dates = {
        "CreatedDate": plot.ago(secret.get("created_days_ago", 1000)),
        "LastChangedDate": plot.ago(changed),
        "LastAccessedDate": _day(plot, secret.get("accessed_days_ago", 2)),
    }
    if secret.get("rotation", True):
        dates["LastRotatedDate"] = plot.ago(changed) if secret.get("rotated", True) else None
        dates["NextRotationDate"] = plot.ago(-secret.get("next_days", 20))
    if secret.get("deleted"):
        dates["DeletedDate"] = plot.ago(3)
    plot.lay("secretsmanager:ListSecrets", arn, dates)
    for replica in secret.get("replicas", ()):
        there = arn.replace(f":{secret['region']}:", f":{replica['region']}:", 1)
        # A replica is encrypted with its own Region's key: by default the AWS managed one.
        plot.lay("secretsmanager:ListSecrets", there, {**dates, "KmsKeyId": None})
    _lay_versions(plot, secret, arn, entry["SecretVersionsToStages"])
    if "replicas" in secret:
        statuses = [_replicated(one) for one in secret["replicas"]]
        plot.lay("secretsmanager:DescribeSecret", arn, {"ReplicationStatus": statuses})
    for operation in secret.get("deny", ()):
        plot.deny("secretsmanager", operation, secret["region"], {"SecretId": arn})


def _replicated(replica: Declared) -> dict[str, Any]:
    status = replica.get("status", "InSync")
    said = "Replication succeeded" if status == "InSync" else "Secret with this name exists there"
    return {"Region": replica["region"], "Status": status, "StatusMessage": said}


def _lay_versions(plot: Plot, secret: Declared, arn: str, stages: STAGES) -> None:
    for version, labels in stages.items():
        is_pending = "AWSPENDING" in labels
        days = secret["pending_days_ago"] if is_pending else secret.get("changed_days_ago", 10)
        made = {"CreatedDate": plot.ago(days)}
        plot.lay("secretsmanager:ListSecretVersionIds", f"{arn}#{version}", made)


def _day(plot: Plot, days: float | None) -> float | None:
    """AWS gives the last reading as the day's midnight in UTC."""
    return None if days is None else plot.ago(days) // 86_400 * 86_400


def _planted(plot: Plot, region: str) -> Iterator[Planted]:
    known = known_secrets(plot, region)
    for one in plot.account.each("secrets"):
        for declared in declared_here(one, region):
            expect = {**USUAL, **declared.get("expect", {})}
            yield Planted(known[one["name"]]["ARN"], region, {"expect": expect})


SERVICE = Service(
    name="secretsmanager",
    plant=plant_secrets,
    after=("kms",),
    kinds=(
        Kind(
            name="secret",
            controls=(
                "secretsmanager.cross-account-known",
                "secretsmanager.customer-key",
                "secretsmanager.ownership-tags",
                "secretsmanager.policy-not-public",
                "secretsmanager.replicas-in-sync",
                "secretsmanager.rotated-within",
                "secretsmanager.rotation-enabled",
                "secretsmanager.rotation-interval",
                "secretsmanager.rotation-succeeded",
                "secretsmanager.unused-secrets",
            ),
            planted=_planted,
            population="arn:aws:secretsmanager:{region}:{account}:secret:*",
        ),
    ),
)
