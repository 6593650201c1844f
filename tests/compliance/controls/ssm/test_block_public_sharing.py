"""ssm.block-public-sharing: no document can become everybody's."""

import pytest

from compliance.collectors.ssm import PUBLIC_SHARING
from compliance.controls.ssm.block_public_sharing import judge
from tests.compliance.controls.resources import (
    HOME,
    OWNER,
    Denied,
    Facts,
    judge_outcome,
    resource,
)

ARN = f"arn:aws:ssm:{HOME}:{OWNER}:servicesetting/ssm/documents/console/public-sharing-permission"


@pytest.mark.parametrize(
    ("setting", "status", "reason"),
    [
        pytest.param({"SettingValue": "Disable"}, "pass", "cannot be shared", id="blocked"),
        pytest.param({"SettingValue": "Enable"}, "fail", "setting is Enable", id="possible"),
        pytest.param({}, "not_determined", "does not tell", id="no value"),
    ],
)
def test_public_sharing_is_blocked(setting: Facts, status: str, reason: str) -> None:
    subject = resource(ARN, PUBLIC_SHARING, setting={"ServiceSetting": setting})
    outcome = judge_outcome(judge, subject)
    assert outcome.status == status
    assert reason in outcome.reason


def test_denied_setting() -> None:
    subject = resource(ARN, PUBLIC_SHARING, setting=Denied("ssm:GetServiceSetting"))
    outcome = judge_outcome(judge, subject)
    assert outcome.status == "not_determined"
    assert "ssm:GetServiceSetting" in outcome.reason
