import time
from collections.abc import Iterator
from pathlib import Path

import pytest
import urllib3
from botocore.exceptions import ClientError, ReadTimeoutError
from botocore.parsers import ResponseParserError

from tests.demo.serving import OWN_ACCOUNT, Server, error_code, serving

READS = {
    "kms": "list_keys",
    "secretsmanager": "list_secrets",
    "cloudtrail": "describe_trails",
    "s3": "list_buckets",
    "iam": "list_users",
    "sts": "get_caller_identity",
    "ec2": "describe_regions",
}
DENIALS = {
    "kms": ("AccessDeniedException", 400),
    "secretsmanager": ("AccessDeniedException", 400),
    "cloudtrail": ("AccessDeniedException", 400),
    "s3": ("AccessDenied", 403),
    "iam": ("AccessDenied", 403),
    "sts": ("AccessDenied", 403),
    "ec2": ("UnauthorizedOperation", 403),
}
THROTTLES = {
    "kms": ("ThrottlingException", 400),
    "s3": ("SlowDown", 503),
    "iam": ("Throttling", 400),
    "ec2": ("RequestLimitExceeded", 503),
}


def read(aws: Server, service: str, region: str = "eu-west-1") -> None:
    getattr(aws.client(service, region), READS[service])()


def refusal(aws: Server, service: str) -> tuple[str, int]:
    with pytest.raises(ClientError) as refused:
        read(aws, service)
    return (
        error_code(refused.value),
        refused.value.response["ResponseMetadata"]["HTTPStatusCode"],
    )


def outcome(aws: Server) -> str:
    """The code of the error; empty where there is none."""
    try:
        read(aws, "kms")
    except ClientError as refused:
        return error_code(refused)
    return ""


@pytest.mark.parametrize("service", DENIALS)
def test_a_denial_has_the_form_of_its_service(aws: Server, service: str) -> None:
    aws.post("faults", [{"service": service}])
    assert refusal(aws, service) == DENIALS[service]


@pytest.mark.parametrize("service", THROTTLES)
def test_a_throttle_has_the_name_that_its_service_gives_it(aws: Server, service: str) -> None:
    aws.post("faults", [{"how": "throttled", "service": service}])
    assert refusal(aws, service) == THROTTLES[service]


@pytest.mark.parametrize("service", READS)
def test_a_broken_service_answers_500(aws: Server, service: str) -> None:
    aws.post("faults", [{"how": "broken"}])
    assert refusal(aws, service)[1] == 500


def test_a_fault_strikes_only_what_it_names(aws: Server) -> None:
    aws.post(
        "faults",
        [
            {
                "service": "kms",
                "operation": "ListKeys",
                "account": OWN_ACCOUNT,
                "region": "eu-west-1",
            }
        ],
    )
    with pytest.raises(ClientError):
        read(aws, "kms")
    read(aws, "kms", "us-east-1")
    read(aws, "secretsmanager")
    aws.client("kms").list_aliases()


def test_one_resource_can_be_denied_by_its_parameters(aws: Server) -> None:
    kms = aws.client("kms")
    one, other = (kms.create_key()["KeyMetadata"]["KeyId"] for _ in range(2))
    aws.post("faults", [{"operation": "DescribeKey", "params": {"KeyId": one}}])
    kms.describe_key(KeyId=other)
    with pytest.raises(ClientError):
        kms.describe_key(KeyId=one)


def test_a_rate_lets_through_what_is_below_it(aws: Server) -> None:
    aws.post("faults", [{"how": "throttled", "service": "kms", "per_second": 5}])
    began = time.monotonic()
    outcomes = [outcome(aws) for _ in range(60)]
    seconds = time.monotonic() - began
    assert set(outcomes) == {"", "ThrottlingException"}
    assert outcomes.count("") <= 5 * (seconds + 1) + 1


def test_a_share_strikes_now_and_then(aws: Server) -> None:
    aws.post("faults", [{"how": "broken", "service": "kms", "share": 0.5}])
    outcomes = [outcome(aws) for _ in range(40)]
    assert set(outcomes) == {"", "InternalFailure"}


def test_a_web_page_and_half_an_answer_are_not_xml(aws: Server) -> None:
    for how in ("web_page", "garbled"):
        aws.post("faults", [{"how": how, "service": "sts"}])
        with pytest.raises(ResponseParserError):
            read(aws, "sts")


def test_a_cut_off_body_is_shorter_than_announced(aws: Server) -> None:
    aws.client("kms").create_key()
    aws.post("faults", [{"how": "cut_off", "operation": "ListKeys"}])
    credential = "Credential=testing/20260101/eu-west-1/kms/aws4_request"
    headers = {
        "Authorization": f"AWS4-HMAC-SHA256 {credential}, SignedHeaders=host, Signature=0",
        "X-Amz-Target": "TrentService.ListKeys",
        "Content-Type": "application/x-amz-json-1.1",
    }
    with pytest.raises(urllib3.exceptions.ProtocolError, match="more expected"):
        urllib3.PoolManager().request("POST", aws.url, body=b"{}", headers=headers, retries=False)


def test_a_hanging_service_answers_too_late(aws: Server) -> None:
    aws.post("faults", [{"how": "hang", "service": "kms", "seconds": 3}])
    with pytest.raises(ReadTimeoutError):
        read(aws, "kms")


@pytest.mark.parametrize("fault", [{"how": "sulking"}, {"who": "me"}, {"_allowance": 2}])
def test_a_fault_that_there_is_not_is_refused(aws: Server, fault: dict[str, object]) -> None:
    assert "UnknownFault" in aws.post("faults", [fault])


def test_the_role_that_seeds_meets_no_fault(aws: Server) -> None:
    manager, stranger = aws.client("kms", account="111122223333"), aws.client("kms")
    aws.post("faults", [{"how": "denied"}])
    assert "Keys" in manager.list_keys()
    with pytest.raises(ClientError):
        stranger.list_keys()


@pytest.fixture(scope="module")
def denying(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """A server that was started with a file of faults."""
    path = Path(tmp_path_factory.mktemp("faults")) / "faults.yaml"
    path.write_text("- {service: kms, operation: ListKeys}\n")
    with serving("--deny", str(path)) as server:
        yield server


def test_faults_can_be_there_from_the_start(denying: Server) -> None:
    assert refusal(denying, "kms") == DENIALS["kms"]
    read(denying, "secretsmanager")
