"""Plant secrets; what they hold is made up anew and never printed."""

import json
import secrets
from typing import Any

from demo.estate import Declared
from demo.plant_keys import OUTSIDER
from demo.planting import Plot

EVERY_DAYS = 30


def plant_secrets(plot: Plot) -> None:
    """The declared secrets, with rotation and dates laid over what the emulator says."""
    for region in plot.account.regions:
        manager = plot.client("secretsmanager", region)
        kms = plot.client("kms", region)
        key = next(
            (
                one["KeyArn"]
                for page in kms.get_paginator("list_keys").paginate()
                for one in page["Keys"]
            ),
            None,
        )
        known = {
            one["Name"]: one["ARN"]
            for page in manager.get_paginator("list_secrets").paginate()
            for one in page["SecretList"]
        }
        for secret in plot.account.each("secrets"):
            if secret["region"] == region:
                arn = known.get(secret["name"]) or _create(manager, secret)
                _lay(plot, secret, arn, key)


def _create(manager: Any, secret: Declared) -> str:
    arn = str(
        manager.create_secret(
            Name=secret["name"],
            SecretString=secrets.token_urlsafe(),
            Tags=[{"Key": "Owner", "Value": "platform"}],
        )["ARN"]
    )
    policy = secret.get("policy")
    if policy:
        principal = "*" if policy == "public" else {"AWS": f"arn:aws:iam::{OUTSIDER}:root"}
        statement = {
            "Effect": "Allow",
            "Principal": principal,
            "Action": "secretsmanager:GetSecretValue",
            "Resource": "*",
        }
        document = {"Version": "2012-10-17", "Statement": [statement]}
        manager.put_resource_policy(SecretId=arn, ResourcePolicy=json.dumps(document))
    return arn


def _lay(plot: Plot, secret: Declared, arn: str, key: str | None) -> None:
    changed = secret.get("changed_days_ago", 10)
    every = secret.get("every_days", EVERY_DAYS)
    members: dict[str, Any] = {
        "CreatedDate": plot.ago(1000),
        "LastChangedDate": plot.ago(changed),
        "LastAccessedDate": plot.ago(secret.get("accessed_days_ago", 2)),
    }
    if secret.get("rotation", True):
        members |= {
            "RotationEnabled": True,
            "RotationRules": {"AutomaticallyAfterDays": every},
            "RotationLambdaARN": (
                f"arn:aws:lambda:{secret['region']}:{plot.account.id}:function:rotate"
            ),
            "LastRotatedDate": plot.ago(changed),
            "NextRotationDate": plot.ago(-secret.get("next_days", every - changed)),
        }
    if secret.get("customer_key", True) and key:
        members["KmsKeyId"] = key
    plot.lay("ListSecrets", arn, **members)
    version = {
        "VersionId": "current",
        "VersionStages": ["AWSCURRENT"],
        "CreatedDate": plot.ago(changed),
    }
    plot.lay("ListSecretVersionIds", arn, Versions=[version])
    for operation in secret.get("refuse", ()):
        plot.refuse(operation, secret["region"], {"SecretId": arn})
