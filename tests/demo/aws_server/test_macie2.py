"""Macie, which is off in every Region until somebody enables it."""

from typing import Any

import pytest
from botocore.exceptions import ClientError

from tests.demo.serving import Server

REGION = "eu-west-1"


def says_off(call: Any) -> bool:
    """Whether the call is refused in the words that mean that Macie is off."""
    with pytest.raises(ClientError) as refused:
        call()
    error = refused.value.response["Error"]
    return bool(error == {"Code": "AccessDeniedException", "Message": "Macie is not enabled."})


def test_macie_is_off_until_it_is_enabled_there(aws: Server) -> None:
    client = aws.client("macie2", REGION)
    assert says_off(client.get_macie_session)
    assert says_off(client.list_findings)
    client.enable_macie()
    assert client.get_macie_session()["status"] == "ENABLED"
    assert client.list_findings()["findingIds"] == []
    assert client.get_automated_discovery_configuration()["status"] == "DISABLED"
    assert says_off(aws.client("macie2", "us-east-1").get_macie_session)


def test_macie_is_off_again(aws: Server) -> None:
    client = aws.client("macie2", REGION)
    assert says_off(client.disable_macie)
    client.enable_macie()
    client.disable_macie()
    assert says_off(client.get_macie_session)
