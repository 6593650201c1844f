import pytest
from botocore.exceptions import ClientError

from tests.demo.serving import OWN_ACCOUNT, Server, error_code

OTHER = "111122223333"
BUCKET = "settings-of-one"


@pytest.fixture(scope="module")
def bucket(served: Server) -> str:
    """A bucket of the server's own account for which nothing was set."""
    place = {"LocationConstraint": "eu-west-1"}
    served.client("s3").create_bucket(Bucket=BUCKET, CreateBucketConfiguration=place)
    return BUCKET


def test_a_bucket_is_encrypted_without_being_told(aws: Server, bucket: str) -> None:
    answer = aws.client("s3").get_bucket_encryption(Bucket=bucket)
    [rule] = answer["ServerSideEncryptionConfiguration"]["Rules"]
    assert rule["ApplyServerSideEncryptionByDefault"] == {"SSEAlgorithm": "AES256"}


@pytest.mark.parametrize(
    ("operation", "code"),
    [
        ("get_bucket_policy_status", "NoSuchBucketPolicy"),
        ("get_bucket_policy", "NoSuchBucketPolicy"),
        ("get_public_access_block", "NoSuchPublicAccessBlockConfiguration"),
        ("get_bucket_lifecycle_configuration", "NoSuchLifecycleConfiguration"),
        ("get_object_lock_configuration", "ObjectLockConfigurationNotFoundError"),
    ],
)
def test_what_was_never_set_has_an_error_of_its_own(
    aws: Server, bucket: str, operation: str, code: str
) -> None:
    with pytest.raises(ClientError) as absent:
        getattr(aws.client("s3"), operation)(Bucket=bucket)
    assert error_code(absent.value) == code


def test_another_accounts_bucket_is_refused(aws: Server, bucket: str) -> None:
    aws.client("iam", account=OTHER).create_user(UserName="stranger")
    made = aws.client("iam", account=OTHER).create_access_key(UserName="stranger")["AccessKey"]
    stranger = aws.client_with(
        "s3", "eu-west-1", made["AccessKeyId"], made["SecretAccessKey"], None
    )
    for read in (stranger.get_bucket_location, stranger.get_bucket_policy):
        with pytest.raises(ClientError) as refused:
            read(Bucket=bucket)
        assert error_code(refused.value) == "AccessDenied"


def test_an_owner_that_is_not_the_owner_is_refused(aws: Server, bucket: str) -> None:
    s3 = aws.client("s3")
    assert s3.get_bucket_acl(Bucket=bucket, ExpectedBucketOwner=OWN_ACCOUNT)["Grants"]
    with pytest.raises(ClientError) as refused:
        s3.get_bucket_acl(Bucket=bucket, ExpectedBucketOwner=OTHER)
    assert error_code(refused.value) == "AccessDenied"


def test_the_accounts_own_block_is_kept(aws: Server) -> None:
    control = aws.client("s3control", "us-east-1")

    def on_one_host(request: object, **_: object) -> None:
        vars(request)["url"] = vars(request)["url"].replace(f"//{OWN_ACCOUNT}.", "//", 1)

    control.meta.events.register("before-sign.s3-control", on_one_host)
    with pytest.raises(ClientError) as absent:
        control.get_public_access_block(AccountId=OWN_ACCOUNT)
    assert error_code(absent.value) == "NoSuchPublicAccessBlockConfiguration"
    block = dict.fromkeys(
        ("BlockPublicAcls", "IgnorePublicAcls", "BlockPublicPolicy", "RestrictPublicBuckets"), True
    )
    control.put_public_access_block(AccountId=OWN_ACCOUNT, PublicAccessBlockConfiguration=block)
    answer = control.get_public_access_block(AccountId=OWN_ACCOUNT)
    assert answer["PublicAccessBlockConfiguration"] == block
