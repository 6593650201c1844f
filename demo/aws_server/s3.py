"""Amazon S3 and S3 Control where moto answers otherwise (Amazon S3 API Reference)."""

from moto.s3.models import s3_backends

from demo.aws_server.answer import Answer, AwsError, answer_of
from demo.aws_server.call import Call
from demo.aws_server.faults import MANAGER

NOT_ENCRYPTED = b"ServerSideEncryptionConfigurationNotFoundError"
# Since January 2023 every bucket has this (User Guide, "Default encryption FAQ").
DEFAULT_ENCRYPTION = {
    "ServerSideEncryptionConfiguration": {
        "Rules": [
            {
                "ApplyServerSideEncryptionByDefault": {"SSEAlgorithm": "AES256"},
                "BucketKeyEnabled": False,
            }
        ]
    }
}


def guard_bucket(call: Call) -> None:
    """Refuse the settings of another account's bucket, and a bucket whose owner is not as said.

    :raises AwsError: AccessDenied.
    """
    owner = s3_backends.bucket_accounts.get(call.params.get("Bucket", ""))
    if call.service != "s3" or owner is None or call.role == MANAGER:
        return
    _, account = owner
    is_expected = call.params.get("ExpectedBucketOwner", account) == account
    if call.operation != "CreateBucket" and not (is_expected and account == call.account):
        raise AwsError("AccessDenied", "Access Denied", 403)


def encrypted_by_default(call: Call, answer: Answer) -> Answer:
    """A bucket for which nothing was set is encrypted with AES256."""
    if call.name == "s3:GetBucketEncryption" and NOT_ENCRYPTED in answer.body:
        return answer_of(call, DEFAULT_ENCRYPTION)
    return answer
