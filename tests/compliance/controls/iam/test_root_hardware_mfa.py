"""iam.root-hardware-mfa: the root user has no virtual MFA device."""

import pytest

from compliance.collectors.resource import Resource
from compliance.controls.iam.root_hardware_mfa import judge
from tests.compliance.controls.iam.given import PREFIX, of_govcloud, root_user, unread_root
from tests.compliance.controls.resources import Denied, account, judge_outcome

ROOT = {"Arn": f"{PREFIX}:root"}
SERIAL = f"{PREFIX}:mfa/root-account-mfa-device"


def device(serial: str = SERIAL, **more: object) -> dict[str, object]:
    """A virtual device."""
    return {"SerialNumber": serial, **more}


@pytest.mark.parametrize(
    ("others", "status", "reason"),
    [
        pytest.param([root_user()], "pass", "none of its devices is virtual", id="hardware"),
        pytest.param(
            [root_user(devices=[device(User=ROOT)])],
            "fail",
            "mfa/root-account-mfa-device",
            id="virtual",
        ),
        pytest.param(
            [root_user(devices=[device(f"{PREFIX}:mfa/phone", User=ROOT)])],
            "fail",
            "mfa/phone",
            id="virtual of another name",
        ),
        pytest.param(
            [root_user(devices=[device()])],
            "fail",
            "virtual MFA devices",
            id="known by its serial number alone",
        ),
        pytest.param(
            [root_user(devices=[device(User={"Arn": f"{PREFIX}:user/ada"})])],
            "pass",
            "none",
            id="a user with a device of that name",
        ),
        pytest.param(
            [root_user(devices=[device(f"{PREFIX}:mfa/ada")])],
            "pass",
            "none",
            id="device of nobody named",
        ),
        pytest.param([root_user(AccountMFAEnabled=0)], "fail", "no MFA", id="without MFA"),
        pytest.param(
            [root_user(AccountMFAEnabled=0, AccountPasswordPresent=0)],
            "pass",
            "no credentials",
            id="credentials managed by the organisation",
        ),
        pytest.param(
            [root_user(devices=Denied("iam:ListVirtualMFADevices"))],
            "not_determined",
            "iam:ListVirtualMFADevices",
            id="devices denied",
        ),
        pytest.param([unread_root()], "not_determined", "iam:GetAccountSummary", id="denied"),
    ],
)
def test_root_has_hardware_alone(others: list[Resource], status: str, reason: str) -> None:
    outcome = judge_outcome(judge, account(), others=others)
    assert outcome.status == status
    assert reason in outcome.reason


def test_govcloud_has_no_console_for_root() -> None:
    outcome = judge_outcome(judge, of_govcloud(), others=[root_user(AccountMFAEnabled=0)])
    assert (outcome.status, "GovCloud" in outcome.reason) == ("not_applicable", True)
