"""Hubs of Security Hub CSPM as the collector describes them."""

from dataclasses import replace
from typing import Any

from compliance.aws.answers import Answer
from compliance.collectors.resource import Resource
from compliance.collectors.securityhub import HUB
from tests.compliance.controls.resources import HOME, OWNER, Denied, Facts, resource

ARN = f"arn:aws:securityhub:{HOME}:{OWNER}:hub/default"
HUB_DENIED = Denied("securityhub:DescribeHub")
NEWER: Facts = {"HubV2Arn": f"arn:aws:securityhub:{HOME}:{OWNER}:hubv2/default"}


def hub(described: Facts | Denied | None = None, **facts: Facts | Denied) -> Resource:
    """A hub that is on; any other fact was not collected."""
    given = {"HubArn": ARN} if described is None else described
    return resource(ARN, HUB, HOME, hub=given, **facts)


def switched_off(newer: Facts | Denied | None = None) -> Resource:
    """A region in which the account has not subscribed, maybe to the newer Security Hub."""
    absent = Answer("securityhub:DescribeHub", error_code="InvalidAccessException", absent=True)
    told = hub(hub_v2=newer or {})
    return replace(told, facts={**told.facts, "hub": absent})


def standards(**by_name: Any) -> Facts:
    """Subscriptions with their status, as `pci="READY"`, or with status and reason."""
    names = {"pci": "standards/pci-dss/v/4.0.1", "old": "ruleset/cis-aws-foundations/v/1.2.0"}
    return {
        "StandardsSubscriptions": [
            {
                "StandardsArn": f"arn:aws:securityhub:{HOME}::{names[name]}",
                **(given if isinstance(given, dict) else {"StandardsStatus": given}),
            }
            for name, given in by_name.items()
        ]
    }
