"""collectors.iamaccount: the root user, the password policy and certificates, in four calls."""

import pytest

from compliance.aws.answers import NotCollected
from compliance.collectors.iamaccount import PASSWORD_POLICY, ROOT_USER, SERVER_CERTIFICATE
from tests.compliance.collectors.gathering import declare, gather, has_member, refuse
from tests.demo.serving import OWN_ACCOUNT, Server

PREFIX = f"arn:aws:iam::{OWN_ACCOUNT}"
POLICY_ARN = f"{PREFIX}:account-password-policy"
CALLS = [
    "iam:GetAccountSummary",
    "iam:GetAccountPasswordPolicy",
    "iam:ListVirtualMFADevices",
    "iam:ListServerCertificates",
]


def certificate(number: int) -> dict[str, object]:
    """An entry of ListServerCertificates."""
    return {
        "Path": "/",
        "ServerCertificateName": f"c-{number}",
        "ServerCertificateId": "ASCA",
        "Arn": f"{PREFIX}:server-certificate/c-{number}",
        "Expiration": 1_700_000_000,
    }


@pytest.fixture
def filled(aws: Server) -> Server:
    """A server that answers all four calls."""
    declare(aws, CALLS[0], {"SummaryMap": {"AccountMFAEnabled": 1, "AccountPasswordPresent": 0}})
    declare(aws, CALLS[1], {"PasswordPolicy": {"MinimumPasswordLength": 14}})
    device = {"SerialNumber": f"{PREFIX}:mfa/phone", "User": {"Arn": f"{PREFIX}:root"}}
    declare(aws, CALLS[2], {"VirtualMFADevices": [device], "IsTruncated": False})
    stored = [certificate(one) for one in range(3)]
    declare(aws, CALLS[3], {"ServerCertificateMetadataList": stored, "IsTruncated": False})
    return aws


def test_four_calls_describe_the_account(filled: Server, monkeypatch: pytest.MonkeyPatch) -> None:
    found = gather("iamaccount", filled, monkeypatch)
    assert found.calls == CALLS
    root = found.resource(f"{PREFIX}:root")
    assert root["summary"]["SummaryMap"] == {"AccountMFAEnabled": 1, "AccountPasswordPresent": 0}
    (device,) = root["virtual_devices"]["VirtualMFADevices"]
    assert device["User"]["Arn"] == f"{PREFIX}:root"
    policy = found.resource(POLICY_ARN)["policy"]["PasswordPolicy"]
    assert policy["MinimumPasswordLength"] == 14
    certificates = found.population(SERVER_CERTIFICATE)
    assert len(certificates.resources) == 3
    assert certificates.resources[0]["certificate"]["Expiration"].year == 2023
    assert certificates.count_statement.startswith("iam:ListServerCertificates returned 3")


def test_a_thousand_certificates_come_with_each_call(
    filled: Server, monkeypatch: pytest.MonkeyPatch
) -> None:
    stored = [certificate(one) for one in range(1_001)]
    declare(filled, CALLS[3], {"ServerCertificateMetadataList": stored, "IsTruncated": False})
    found = gather("iamaccount", filled, monkeypatch)
    assert found.calls == [*CALLS, CALLS[3]]
    assert len(found.population(SERVER_CERTIFICATE).resources) == 1_001


def test_no_password_policy_is_a_fact(filled: Server, monkeypatch: pytest.MonkeyPatch) -> None:
    refuse(filled, CALLS[1], "NoSuchEntity", 404)
    assert gather("iamaccount", filled, monkeypatch).resource(POLICY_ARN)["policy"] == {}


@pytest.mark.parametrize(
    ("operation", "arn", "fact"),
    [
        (CALLS[0], f"{PREFIX}:root", "summary"),
        (CALLS[1], POLICY_ARN, "policy"),
        (CALLS[2], f"{PREFIX}:root", "virtual_devices"),
    ],
)
def test_denied_fact_is_not_there(
    filled: Server, monkeypatch: pytest.MonkeyPatch, operation: str, arn: str, fact: str
) -> None:
    refuse(filled, operation, "AccessDenied", 403)
    resource = gather("iamaccount", filled, monkeypatch).resource(arn)
    with pytest.raises(NotCollected, match="AccessDenied"):
        _ = resource[fact]


def test_denied_list_of_certificates_is_an_error(
    filled: Server, monkeypatch: pytest.MonkeyPatch
) -> None:
    refuse(filled, CALLS[3], "AccessDenied", 403)
    found = gather("iamaccount", filled, monkeypatch)
    assert "AccessDenied" in found.population(SERVER_CERTIFICATE).error
    assert [found.population(one).error for one in (ROOT_USER, PASSWORD_POLICY)] == ["", ""]


def test_account_that_nobody_touched_has_a_root_user_with_a_password(
    aws: Server, monkeypatch: pytest.MonkeyPatch
) -> None:
    found = gather("iamaccount", aws, monkeypatch)
    numbers = found.resource(f"{PREFIX}:root")["summary"]["SummaryMap"]
    assert (numbers["AccountPasswordPresent"], numbers["AccountMFAEnabled"]) == (1, 0)
    assert found.resource(POLICY_ARN)["policy"] == {}


@pytest.mark.parametrize(
    ("operation", "path"),
    [
        (CALLS[0], "SummaryMap"),
        (CALLS[1], "PasswordPolicy.MinimumPasswordLength"),
        (CALLS[1], "PasswordPolicy.RequireSymbols"),
        (CALLS[1], "PasswordPolicy.RequireNumbers"),
        (CALLS[1], "PasswordPolicy.RequireLowercaseCharacters"),
        (CALLS[1], "PasswordPolicy.RequireUppercaseCharacters"),
        (CALLS[1], "PasswordPolicy.ExpirePasswords"),
        (CALLS[1], "PasswordPolicy.MaxPasswordAge"),
        (CALLS[1], "PasswordPolicy.PasswordReusePrevention"),
        (CALLS[2], "VirtualMFADevices.SerialNumber"),
        (CALLS[2], "VirtualMFADevices.User.Arn"),
        (CALLS[3], "ServerCertificateMetadataList.Expiration"),
    ],
)
def test_what_is_read_is_in_the_api(operation: str, path: str) -> None:
    assert has_member(operation, path)
