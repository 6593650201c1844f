"""Inspector as AWS answers where nobody enabled it, and where somebody did."""

from tests.demo.serving import OWN_ACCOUNT, Server

REGION = "eu-west-1"


def test_account_is_disabled_until_it_is_enabled(aws: Server) -> None:
    client = aws.client("inspector2", REGION)
    (account,) = client.batch_get_account_status()["accounts"]
    assert account["accountId"] == OWN_ACCOUNT
    assert account["state"]["status"] == "DISABLED"
    assert {one["status"] for one in account["resourceState"].values()} == {"DISABLED"}
    client.enable(accountIds=[OWN_ACCOUNT], resourceTypes=["EC2"])
    (account,) = client.batch_get_account_status(accountIds=[OWN_ACCOUNT])["accounts"]
    assert account["state"]["status"] == "ENABLED"
    assert account["resourceState"]["ec2"]["status"] == "ENABLED"
    assert account["resourceState"]["codeRepository"]["status"] == "DISABLED"


def test_account_of_somebody_else_fails(aws: Server) -> None:
    found = aws.client("inspector2", REGION).batch_get_account_status(accountIds=["111122223333"])
    assert found["accounts"] == []
    assert found["failedAccounts"][0]["errorCode"] == "ACCESS_DENIED"
