"""What can be asked of one bucket, and how S3 says that nothing is configured."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from compliance.aws.answers import Answer, Answers

if TYPE_CHECKING:
    from compliance.aws.reader import Reader


@dataclass(frozen=True)
class Setting:
    """The call that tells it; `absent` is the error for "none" (S3 API, error responses)."""

    operation: str
    action: str
    absent: str = ""

    def read_in(self, answer: Answer) -> Answer:
        """The answer, in which the error for "none" is an answer too."""
        return answer.or_absent(self.absent) if self.absent else answer


# By the name of the fact.
SETTINGS: Mapping[str, Setting] = {
    "block": Setting(
        "s3:GetPublicAccessBlock",
        "s3:GetBucketPublicAccessBlock",
        "NoSuchPublicAccessBlockConfiguration",
    ),
    "policy_status": Setting(
        "s3:GetBucketPolicyStatus", "s3:GetBucketPolicyStatus", "NoSuchBucketPolicy"
    ),
    "policy": Setting("s3:GetBucketPolicy", "s3:GetBucketPolicy", "NoSuchBucketPolicy"),
    "ownership": Setting(
        "s3:GetBucketOwnershipControls",
        "s3:GetBucketOwnershipControls",
        "OwnershipControlsNotFoundError",
    ),
    "acl": Setting("s3:GetBucketAcl", "s3:GetBucketAcl"),
    "logging": Setting("s3:GetBucketLogging", "s3:GetBucketLogging"),
    "lifecycle": Setting(
        "s3:GetBucketLifecycleConfiguration",
        "s3:GetLifecycleConfiguration",
        "NoSuchLifecycleConfiguration",
    ),
    "object_lock": Setting(
        "s3:GetObjectLockConfiguration",
        "s3:GetBucketObjectLockConfiguration",
        "ObjectLockConfigurationNotFoundError",
    ),
    "versioning": Setting("s3:GetBucketVersioning", "s3:GetBucketVersioning"),
    "encryption": Setting(
        "s3:GetBucketEncryption",
        "s3:GetEncryptionConfiguration",
        "ServerSideEncryptionConfigurationNotFoundError",
    ),
}


def ask(reader: "Reader", bucket: str, fact: str) -> Answer:
    """Ask a bucket in the reader's region for one setting.

    A bucket of another account is judged by that account's settings; with its expected owner S3
    refuses it (Amazon S3 User Guide, "Verifying bucket ownership").
    """
    setting = SETTINGS[fact]
    owner = reader.account_id
    return setting.read_in(
        reader.call(setting.operation, Bucket=bucket, ExpectedBucketOwner=owner)
    )


def told(answers: Answers, bucket: str, fact: str) -> Answer:
    """What the bucket answered."""
    setting = SETTINGS[fact]
    owner = answers.account_id
    return setting.read_in(
        answers.one(setting.operation, Bucket=bucket, ExpectedBucketOwner=owner)
    )
