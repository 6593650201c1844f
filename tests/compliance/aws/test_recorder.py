"""What comes over the wire, byte by byte, and what botocore alone would make an empty list of."""

import hashlib
import threading
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest

from compliance.aws.answers import Answer, Answers
from compliance.aws.cli import cli_command
from compliance.aws.pack import BodyDamaged, pack, unpack
from compliance.aws.reader import MAX_TIMES_ASKED, Reader
from compliance.aws.session import open_session
from compliance.aws.spool import Spool
from compliance.aws.target import Target

ACCOUNT = "111122223333"
IDENTITY = f"""<GetCallerIdentityResponse xmlns="https://sts.amazonaws.com/doc/2011-06-15/">
<GetCallerIdentityResult><Arn>arn:aws:iam::{ACCOUNT}:user/reader</Arn><UserId>A</UserId>
<Account>{ACCOUNT}</Account></GetCallerIdentityResult></GetCallerIdentityResponse>""".encode()
# Spaces and letters that no serialiser would write in just this way.
KEYS = '{ "Keys" : [ {"KeyId":"a", "KeyArn": "arn:ключ"} ],\n"Truncated":false }'.encode()


class Server(ThreadingHTTPServer):
    """Lets as many wait to be heard as a reader has threads."""

    request_queue_size = 64


class Wire:
    """A server that sends exactly these bytes for every call but signing in."""

    def __init__(self) -> None:
        self.status, self.body, self.length = 200, KEYS, 0
        self.role, self.roles_given, self.hangs_up = b"", 0, False
        wire = self

        class Handler(BaseHTTPRequestHandler):
            """Answers POST only, as KMS is asked."""

            def do_POST(self) -> None:
                """Answer with the wire's bytes, or with who signs in and as what."""
                asked = self.rfile.read(int(self.headers["Content-Length"]))
                if b"Action=AssumeRole" in asked:
                    wire.roles_given += 1
                    self.answer(200, wire.role, len(wire.role))
                elif "/sts/" in self.headers["Authorization"]:
                    self.answer(200, IDENTITY, len(IDENTITY))
                elif wire.hangs_up:
                    self.close_connection = True
                else:
                    self.answer(wire.status, wire.body, wire.length or len(wire.body))

            def answer(self, status: int, body: bytes, length: int) -> None:
                """Send the bytes, and say that they are that many."""
                self.send_response(status)
                self.send_header("x-amzn-RequestId", "request-1")
                self.send_header("Content-Length", str(length))
                self.end_headers()
                self.wfile.write(body)

            def log_message(self, *_: object) -> None:
                """Say nothing."""

        self.server = Server(("127.0.0.1", 0), Handler)
        self.url = f"http://127.0.0.1:{self.server.server_port}"


@pytest.fixture
def wire(monkeypatch: pytest.MonkeyPatch) -> Iterator[Wire]:
    """The server, serving."""
    monkeypatch.setenv("AWS_ACCESS_KEY_ID", "testing")
    monkeypatch.setenv("AWS_SECRET_ACCESS_KEY", "testing")
    monkeypatch.setattr("compliance.aws.reader.time.sleep", lambda _: None)
    made = Wire()
    thread = threading.Thread(target=made.server.serve_forever)
    thread.start()
    yield made
    made.server.shutdown()
    made.server.server_close()
    thread.join()


def reader(wire: Wire) -> Reader:
    """A reader of eu-west-1 in the account."""
    target = Target(ACCOUNT, endpoint_url=wire.url)
    return open_session(target, clock=lambda: datetime.now(UTC)).reader("eu-west-1")


def test_the_exact_bytes_are_kept_and_read_again_as_they_were(wire: Wire) -> None:
    here = reader(wire)
    live = here.call("kms:ListKeys", Limit=1000)
    content, calls = pack(here.recorded())
    assert b"".join(content.chunks()) == KEYS
    (call,) = calls
    assert call.body_sha256 == hashlib.sha256(KEYS).hexdigest()
    assert call.request_id == "request-1"
    replayed = Answers(unpack(content, calls), account_id=ACCOUNT, region="eu-west-1")
    assert replayed.one("kms:ListKeys", Limit=1000) == live
    assert live.data["Keys"] == [{"KeyId": "a", "KeyArn": "arn:ключ"}]
    assert cli_command(call) == "aws kms list-keys --limit 1000 --region eu-west-1"


def test_an_altered_body_is_not_read_again(wire: Wire) -> None:
    here = reader(wire)
    here.call("kms:ListKeys")
    content, calls = pack(here.recorded())
    with pytest.raises(BodyDamaged, match="kms:ListKeys"):
        list(unpack(Spool(content.read(0, len(KEYS)).replace(b'"a"', b'"b"')), calls))


@pytest.mark.parametrize(
    ("body", "length"),
    [
        (b"", 0),
        (b"<html><body>Sign in</body></html>", 0),
        (b'{"Keys":[', 0),
        (b"[]", 0),
        (b"null", 0),
        (b'{"Keys":[]}', 40),
    ],
    ids=["nothing", "web page", "cut off", "a list", "null", "shorter than it says"],
)
def test_a_garbled_answer_is_never_an_empty_list(wire: Wire, body: bytes, length: int) -> None:
    wire.body, wire.length = body, length
    here = reader(wire)
    listing = here.pages("kms:ListKeys", "Keys")
    assert not listing.is_complete
    kept = Answers(unpack(*pack(here.recorded())), account_id=ACCOUNT, region="eu-west-1")
    assert not kept.listing("kms:ListKeys", "Keys").is_complete


def test_a_page_without_its_list_is_no_whole_listing(wire: Wire) -> None:
    wire.body = b'{"Truncated":false}'
    here = reader(wire)
    assert here.pages("kms:ListKeys", "Keys").error == "a page lacks Keys"


def test_a_page_that_names_itself_as_the_next_ends_incomplete(wire: Wire) -> None:
    wire.body = b'{"Keys":[],"Truncated":true,"NextMarker":"again"}'
    listing = reader(wire).pages("kms:ListKeys", "Keys")
    assert listing.error == "a page names itself as the next"
    assert not listing.is_complete


def test_the_order_of_threads_does_not_change_the_bytes(wire: Wire) -> None:
    def packed() -> tuple[bytes, list[str]]:
        here = reader(wire)
        here.each(lambda at: here.call("kms:DescribeKey", KeyId=f"key-{at}"), range(40))
        content, calls = pack(here.recorded())
        return b"".join(content.chunks()), [call.params["KeyId"] for call in calls]

    assert packed() == packed()


def test_a_refused_call_is_made_once_and_kept_with_what_was_said(wire: Wire) -> None:
    wire.status = 400
    wire.body = b'{"__type":"AccessDeniedException","message":"no"}'
    here = reader(wire)
    answer = here.call("kms:ListKeys")
    assert answer.error == "AccessDeniedException: no"
    assert [one.body for one in here.recorded()] == [wire.body]


def test_a_throttled_call_is_repeated_and_every_attempt_kept(wire: Wire) -> None:
    wire.status = 400
    wire.body = b'{"__type":"ThrottlingException","message":"Rate exceeded"}'
    here = reader(wire)
    assert here.call("kms:ListKeys").error_code == "ThrottlingException"
    assert [one.call.attempt for one in here.recorded()] == list(range(1, 9))


def test_work_that_goes_on_is_asked_after_until_it_is_done(wire: Wire) -> None:
    here = reader(wire)

    def finishes(answer: Answer) -> bool:
        wire.body = b'{"Keys":[]}'
        return not answer.data["Keys"]

    done = here.until(finishes, "kms:ListKeys")
    assert done.data == {"Keys": []}
    content, calls = pack(here.recorded())
    assert b"".join(content.chunks()) == KEYS + wire.body
    replayed = Answers(unpack(content, calls), account_id=ACCOUNT, region="eu-west-1")
    assert replayed.one("kms:ListKeys") == done


def test_work_that_never_ends_is_not_asked_after_for_ever(wire: Wire) -> None:
    here = reader(wire)
    assert here.until(lambda _: False, "kms:ListKeys").data["Keys"]
    assert len(here.recorded()) == MAX_TIMES_ASKED


RENEWED = """<AssumeRoleResponse xmlns="https://sts.amazonaws.com/doc/2011-06-15/"><AssumeRoleResult>
<Credentials><AccessKeyId>ASIAEXAMPLE</AccessKeyId><SecretAccessKey>{secret}</SecretAccessKey>
<SessionToken>{secret}</SessionToken><Expiration>{until}</Expiration></Credentials>
</AssumeRoleResult></AssumeRoleResponse>"""


def test_credentials_renewed_during_a_reading_are_never_kept(wire: Wire) -> None:
    """They renew before a call that then gets no answer: the last answer was the one with them."""
    secret = "never-to-be-kept"
    # So near its end that botocore renews the role's session before every call.
    until = datetime.now(UTC) + timedelta(minutes=5)
    wire.role = RENEWED.format(secret=secret, until=f"{until:%Y-%m-%dT%H:%M:%SZ}").encode()
    target = Target(ACCOUNT, role_arn=f"arn:aws:iam::{ACCOUNT}:role/Reader", endpoint_url=wire.url)
    here = open_session(target, clock=lambda: datetime.now(UTC)).reader("eu-west-1")
    renewed = wire.roles_given
    wire.hangs_up = True
    assert here.call("kms:ListKeys").parsed is None
    assert wire.roles_given > renewed
    assert here.recorded()
    for made in here.recorded():
        assert made.body == b""
        assert made.call.status is None
    assert secret not in repr(here.recorded())
