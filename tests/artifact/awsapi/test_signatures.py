"""What was not signed, not so, not now or not for here is refused, each with AWS's own code."""

import re
from collections.abc import Callable
from datetime import timedelta
from urllib.parse import quote

import pytest

from artifact.access_keys.issue import IssuedKey
from artifact.awsapi.models import ApiEvent
from artifact.users.models import User
from tests.artifact.awsapi.conftest import SdkOf, key_of
from tests.artifact.awsapi.sdk import Refused
from tests.artifact.awsapi.server import Server, fetch
from tests.artifact.awsapi.signed import LIST, Ask, Sent, send, sign

PUT = Ask(
    "/aws/v1/account-settings/put",
    method="PUT",
    body=b'{"notificationSubscriptionStatus": "SUBSCRIBED"}',
    headers={"Content-Type": "application/json"},
)
QUERY = Ask(f"{LIST}?maxResults=5")
INVALID = (403, "InvalidSignatureException")
INCOMPLETE = (400, "IncompleteSignatureException")
UNKNOWN = (403, "UnrecognizedClientException")
EMPTY_SHA256 = "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"


def without(name: str) -> Callable[[Sent], Sent]:
    """Takes a parameter out of the Authorization header."""

    def change(sent: Sent) -> Sent:
        header = re.sub(rf"{name}=[^,]+,? ?", "", sent.headers["Authorization"])
        return sent.but(headers={"Authorization": header.strip(", ")})

    return change


def scope(old: str, new: str) -> Callable[[Sent], Sent]:
    """Changes the credential's scope."""
    return lambda sent: sent.but(
        headers={"Authorization": sent.headers["Authorization"].replace(old, new, 1)}
    )


TAMPERED: dict[str, tuple[Ask, Callable[[Sent], Sent], tuple[int, str]]] = {
    "path": (Ask(), lambda sent: sent.but(target="/aws/v1/report/get"), INVALID),
    "query": (QUERY, lambda sent: sent.but(target=f"{LIST}?maxResults=6"), INVALID),
    "more query": (QUERY, lambda sent: sent.but(target=f"{sent.target}&reportId=x"), INVALID),
    "a plus for a space": (
        Ask(f"{LIST}?nextToken=a%20b"),
        lambda sent: sent.but(target=f"{LIST}?nextToken=a+b"),
        INVALID,
    ),
    "a signature in the query besides": (
        Ask(),
        lambda sent: sent.but(target=f"{LIST}?X-Amz-Signature=0"),
        INCOMPLETE,
    ),
    "body": (PUT, lambda sent: sent.but(body=sent.body.replace(b"SUB", b"BUS")), INVALID),
    "no body": (PUT, lambda sent: sent.but(body=b"", headers={"Content-Length": "0"}), INVALID),
    "method": (Ask(), lambda sent: sent.but(method="POST"), INVALID),
    "host": (Ask(), lambda sent: sent.but(headers={"Host": "artifact.example.com"}), INVALID),
    "date": (
        Ask(offset=timedelta(minutes=-1)),
        lambda sent: sent.but(
            headers={"X-Amz-Date": re.sub(r"..Z$", "59Z", sent.headers["X-Amz-Date"])}
            if not sent.headers["X-Amz-Date"].endswith("59Z")
            else {"X-Amz-Date": re.sub(r"..Z$", "58Z", sent.headers["X-Amz-Date"])}
        ),
        INVALID,
    ),
    "no date": (Ask(), lambda sent: sent.but(headers={"X-Amz-Date": None}), INCOMPLETE),
    "no date at all": (
        Ask(),
        lambda sent: sent.but(headers={"X-Amz-Date": "yesterday"}),
        INCOMPLETE,
    ),
    "region": (Ask(), scope("/eu-west-1/", "/us-east-1/"), INVALID),
    "unsigned": (
        Ask(),
        lambda sent: sent.but(headers={"Authorization": None}),
        (403, "MissingAuthenticationTokenException"),
    ),
    "another scheme": (
        Ask(),
        lambda sent: sent.but(headers={"Authorization": "Bearer x"}),
        INCOMPLETE,
    ),
    "no credential": (Ask(), without("Credential"), INCOMPLETE),
    "no signed headers": (Ask(), without("SignedHeaders"), INCOMPLETE),
    "no signature": (Ask(), without("Signature"), INCOMPLETE),
    "half a credential": (Ask(), scope("/aws4_request", ""), INCOMPLETE),
    "another key": (Ask(), scope("Credential=ARTK", "Credential=AKIA"), UNKNOWN),
    "no letters for a key": (Ask(), scope("Credential=ARTK", "Credential=%00-"), UNKNOWN),
    "another service": (Ask(service="s3"), lambda sent: sent, INVALID),
    "expired": (Ask(offset=timedelta(minutes=-16)), lambda sent: sent, INVALID),
    "not yet valid": (Ask(offset=timedelta(minutes=16)), lambda sent: sent, INVALID),
    "scope of another day": (Ask(), scope("/2", "/1"), INVALID),
    "x-amz header that is not signed": (
        Ask(),
        lambda sent: sent.but(headers={"X-Amz-Target": "x"}),
        INVALID,
    ),
    "host that is not signed": (
        Ask(),
        scope("SignedHeaders=host;", "SignedHeaders="),
        INVALID,
    ),
    "hash of another body": (
        Ask(headers={"X-Amz-Content-SHA256": "0" * 64}),
        lambda sent: sent,
        INVALID,
    ),
    "payload that is not signed": (
        Ask(headers={"X-Amz-Content-SHA256": "UNSIGNED-PAYLOAD"}),
        lambda sent: sent,
        INVALID,
    ),
    "hash that is no ASCII": (
        Ask(),
        lambda sent: sent.but(headers={"X-Amz-Content-SHA256": "é" * 64}),
        INVALID,
    ),
    "session token": (Ask(session_token="x" * 100), lambda sent: sent, UNKNOWN),
    "huge body": (
        Ask(),
        lambda sent: sent.but(headers={"Content-Length": "1000001"}),
        (400, "ValidationException"),
    ),
}


@pytest.fixture
def key(server: Server, customer: User) -> IssuedKey:
    """A key of a person who may list reports."""
    return key_of(customer)


def test_whatever_was_changed_is_refused(server: Server, key: IssuedKey) -> None:
    heard = {}
    for name, (ask, change, _) in TAMPERED.items():
        answer = change(sign(server.url, key, ask)).answer()
        heard[name] = (answer.status, answer.code)

    assert heard == {name: refusal for name, (_, _, refusal) in TAMPERED.items()}
    assert not ApiEvent.objects.exists()


GOOD: dict[str, tuple[Ask, Callable[[Sent], Sent]]] = {
    "as it is": (Ask(), lambda sent: sent),
    "query": (QUERY, lambda sent: sent),
    "no space after commas": (Ask(), scope(", ", ",")),
    "no space after any comma": (
        Ask(),
        lambda sent: sent.but(
            headers={"Authorization": sent.headers["Authorization"].replace(", ", ",")}
        ),
    ),
    "another region": (Ask(region="local"), lambda sent: sent),
    "hash of the body": (
        Ask(headers={"X-Amz-Content-SHA256": EMPTY_SHA256}),
        lambda sent: sent,
    ),
    "almost expired": (Ask(offset=timedelta(minutes=-14)), lambda sent: sent),
    "almost too early": (Ask(offset=timedelta(minutes=14)), lambda sent: sent),
    "another header that is signed": (
        Ask(headers={"X-Amz-Meta": "  a   b  ", "Accept-Encoding": "identity"}),
        lambda sent: sent,
    ),
    "empty and doubled members": (
        Ask(f"{LIST}?b=2&b=1&a=&c&maxResults=5&%C3%A9=~%2A%28%29%21%27"),
        lambda sent: sent,
    ),
}


def test_whatever_was_signed_is_let_in(server: Server, key: IssuedKey) -> None:
    heard = {}
    for name, (ask, change) in GOOD.items():
        answer = change(sign(server.url, key, ask)).answer()
        heard[name] = (answer.status, answer.body)

    assert heard == dict.fromkeys(GOOD, (200, b'{"reports": []}'))


def test_a_path_is_signed_in_its_normal_form(server: Server, key: IssuedKey) -> None:
    answer = sign(server.url, key, Ask("/aws//v1/./report/list")).answer()

    assert (answer.status, answer.code) == (404, "UnknownOperationException")


def test_any_text_can_be_a_token_and_is_told_to_be_none(server: Server, key: IssuedKey) -> None:
    for token in ("a+b/c=d e~é&x=1*('!", "%2B%20", "   ", "監査", "a" * 1000, "\x00"):
        ask = Ask(f"{LIST}?nextToken={quote(token, safe='-_.~')}&maxResults=5")

        answer = sign(server.url, key, ask).answer()

        assert (answer.status, answer.code) == (400, "ValidationException")
        assert b"invalidToken" in answer.body


def test_today_s_boto3_encodes_what_it_likes(newest_sdk_of: SdkOf, customer: User) -> None:
    sdk = newest_sdk_of(customer)

    for token in ("a+b/c=d e~é&x=1*('!", "監 査"):
        with pytest.raises(Refused) as refused:
            sdk("list_reports", nextToken=token)
        assert refused.value.response["reason"] == "invalidToken"


def test_an_arn_in_the_path_is_encoded_twice(server: Server, key: IssuedKey) -> None:
    arn = "arn:aws:artifact:us-east-1:111122223333:compliance-inquiry/a b"
    sent = sign(server.url, key, Ask(f"/aws/tags/{quote(arn, safe='')}"))

    assert sent.answer().code == "ResourceNotFoundException"
    assert arn in sent.answer().message
    other = sent.but(target=f"/aws/tags/{quote(arn, safe=':/')}")
    assert other.answer().code == "InvalidSignatureException"


@pytest.mark.parametrize("endpoint", ["{}/aws/", "{}/aws", "http://LOCALHOST:{port}/aws"])
def test_endpoints_may_be_written_otherwise(
    sdk_of: SdkOf, server: Server, customer: User, endpoint: str
) -> None:
    url = endpoint.format(server.url, port=server.url.rpartition(":")[2])

    assert sdk_of(customer, endpoint_url=url)("list_reports")["reports"] == []


def test_the_host_is_one_in_either_case(server: Server, key: IssuedKey) -> None:
    host = server.url.removeprefix("http://").replace("127.0.0.1", "localhost")
    sent = sign(f"http://{host}", key)

    assert sent.but(headers={"Host": host.upper()}).answer().status == 200


def test_a_presigned_address_needs_no_key_until_it_expires(sdk_of: SdkOf, customer: User) -> None:
    sdk = sdk_of(customer)
    address = sdk.presigned("list_reports", 60, maxResults=5)
    elsewhere = address.replace("maxResults=5", "maxResults=6")
    token = f"{address}&X-Amz-Security-Token=x"

    assert fetch(address).data == b'{"reports": []}'
    assert fetch(elsewhere).headers["x-amzn-ErrorType"] == "InvalidSignatureException"
    assert fetch(token).headers["x-amzn-ErrorType"] == "UnrecognizedClientException"


CHANGED = (
    (r"X-Amz-Date=\d{8}T\d{6}Z", "X-Amz-Date=20200101T000000Z", INVALID),
    (r"X-Amz-Date=[^&]+&", "", INCOMPLETE),
    (r"X-Amz-Expires=\d+", "X-Amz-Expires=604801", INCOMPLETE),
    (r"X-Amz-Expires=\d+", "X-Amz-Expires=0", INCOMPLETE),
    (r"X-Amz-Expires=\d+", "X-Amz-Expires=-1", INCOMPLETE),
    (r"X-Amz-Algorithm=[^&]+&", "", INCOMPLETE),
    (r"X-Amz-SignedHeaders=host", "X-Amz-SignedHeaders=date", INVALID),
    (r"X-Amz-Signature=[0-9a-f]+", "X-Amz-Signature=%C3%A9", INVALID),
    (r"X-Amz-Credential=[^&%]+", "X-Amz-Credential=%00", UNKNOWN),
)


def test_a_presigned_address_that_is_changed_is_refused(
    newest_sdk_of: SdkOf, customer: User
) -> None:
    address = newest_sdk_of(customer).presigned("list_reports", 60)
    heard = []
    for pattern, instead, _ in CHANGED:
        answer = fetch(re.sub(pattern, instead, address))
        heard.append((answer.status, answer.headers["x-amzn-ErrorType"]))

    assert heard == [refusal for _, _, refusal in CHANGED]


def test_a_presigned_address_expires(server: Server, newest_sdk_of: SdkOf, customer: User) -> None:
    address = newest_sdk_of(customer).presigned("list_reports", 1)

    def is_over() -> bool:
        return fetch(address).status == 403

    assert any(is_over() for _ in range(2000))
    assert "Signature expired" in fetch(address).json()["message"]


def test_who_has_no_key_fills_no_table(server: Server, transactional_db: None) -> None:
    answer = send(server.url.removeprefix("http://"), "GET", LIST, {})

    assert answer.code == "MissingAuthenticationTokenException"
    assert not ApiEvent.objects.exists()
