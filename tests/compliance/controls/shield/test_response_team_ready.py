"""shield.response-team-ready: a role, contacts, and where asked for proactive engagement."""

import pytest

from compliance.collectors.resource import Resource
from tests.compliance.controls.resources import Facts
from tests.compliance.controls.shield.subscriptions import (
    CONTACTS_DENIED,
    INACTIVE,
    ROLE_DENIED,
    SUBSCRIPTION_DENIED,
    judged,
    subscription,
)

NO_CONTACTS: Facts = {"EmergencyContactList": []}


@pytest.mark.parametrize(
    ("subject", "proactive", "status", "reason"),
    [
        pytest.param(subscription(), False, "pass", "role and emergency contacts", id="ready"),
        pytest.param(subscription(role={}), False, "fail", "lacks a role", id="no role"),
        pytest.param(
            subscription(contacts=NO_CONTACTS), False, "fail", "lacks emergency", id="no contacts"
        ),
        pytest.param(
            subscription(role={}, contacts={}), False, "fail", "a role and emergency", id="neither"
        ),
        pytest.param(subscription(), True, "fail", "proactive", id="not engaged, though asked"),
        pytest.param(
            subscription(ProactiveEngagementStatus="PENDING"), True, "fail", "proactive", id="yet"
        ),
        pytest.param(
            subscription(ProactiveEngagementStatus="ENABLED"),
            True,
            "pass",
            "proactive engagement",
            id="engaged",
        ),
        pytest.param(subscription(state=INACTIVE), False, "not_applicable", "has no", id="none"),
        pytest.param(
            subscription(role=ROLE_DENIED), False, "not_determined", "DRTAccess", id="role denied"
        ),
        pytest.param(
            subscription(contacts=CONTACTS_DENIED),
            False,
            "not_determined",
            "EmergencyContactSettings: Access",
            id="contacts denied",
        ),
        pytest.param(
            subscription(role=ROLE_DENIED, contacts=NO_CONTACTS),
            False,
            "fail",
            "emergency contacts",
            id="role denied, no contacts",
        ),
        pytest.param(
            subscription(described=SUBSCRIPTION_DENIED),
            True,
            "not_determined",
            "DescribeSubscription: Access",
            id="engagement denied, though asked",
        ),
        pytest.param(
            subscription(described=SUBSCRIPTION_DENIED), False, "pass", "role", id="not asked"
        ),
    ],
)
def test_response_team_is_ready(
    subject: Resource, *, proactive: bool, status: str, reason: str
) -> None:
    outcome = judged("shield.response-team-ready", subject, require_proactive_engagement=proactive)
    assert outcome.status == status
    assert reason in outcome.reason
