"""Files in S3 that nobody can change or delete before their time."""

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from botocore.exceptions import ClientError
from django.core.files.base import ContentFile

from compliance.evidence.locked_s3 import LockedS3Storage
from tests.demo.serving import Server, error_code

BUCKET = "evidence-of-artifact"
NOW = datetime.now(UTC).replace(microsecond=0)
DAYS = 2192


@pytest.fixture(scope="module")
def server(aws_server: Server) -> Server:
    """An S3 with one bucket that was made with Object Lock."""
    aws_server.empty()
    s3 = aws_server.client("s3", "us-east-1")
    s3.create_bucket(Bucket=BUCKET, ObjectLockEnabledForBucket=True)
    return aws_server


@pytest.fixture
def storage(server: Server) -> LockedS3Storage:
    """The storage as settings make it."""
    return LockedS3Storage(
        clock=lambda: NOW,
        lock_days=DAYS,
        bucket_name=BUCKET,
        endpoint_url=server.url,
        region_name="us-east-1",
        access_key="testing",
        secret_key="testing",
    )


def head(server: Server, name: str) -> dict[str, Any]:
    """What S3 says of an object."""
    answer: dict[str, Any] = server.client("s3", "us-east-1").head_object(Bucket=BUCKET, Key=name)
    return answer


def test_what_is_put_is_read_back_and_locked(server: Server, storage: LockedS3Storage) -> None:
    storage.save("ab/cd/abcd.zst", ContentFile(b"evidence"))
    assert storage.exists("ab/cd/abcd.zst")
    with storage.open("ab/cd/abcd.zst") as file:
        assert file.read() == b"evidence"
    said = head(server, "ab/cd/abcd.zst")
    assert said["ObjectLockMode"] == "COMPLIANCE"
    assert said["ObjectLockRetainUntilDate"] == NOW + timedelta(days=DAYS)


def test_a_locked_version_cannot_be_deleted(server: Server, storage: LockedS3Storage) -> None:
    storage.save("locked", ContentFile(b"evidence"))
    with pytest.raises(ClientError) as refused:
        server.client("s3", "us-east-1").delete_object(
            Bucket=BUCKET, Key="locked", VersionId=head(server, "locked")["VersionId"]
        )
    assert error_code(refused.value) == "AccessDenied"


def test_the_same_name_is_the_same_file(storage: LockedS3Storage) -> None:
    assert storage.save("same", ContentFile(b"1")) == "same"
    assert storage.save("same", ContentFile(b"1")) == "same"
    assert "same" in storage.listdir("")[1]


def test_a_missing_file_is_missing(storage: LockedS3Storage) -> None:
    assert not storage.exists("nowhere")
    with pytest.raises(FileNotFoundError):
        storage.open("nowhere").read()


def test_what_is_locked_is_not_deletable_and_what_was_is_gone_with_its_versions(
    server: Server, storage: LockedS3Storage
) -> None:
    storage.save("kept", ContentFile(b"1"))
    assert not storage.is_deletable("kept")
    brief = LockedS3Storage(
        clock=lambda: NOW + timedelta(days=DAYS + 1),
        lock_days=1,
        bucket_name=BUCKET,
        endpoint_url=server.url,
        region_name="us-east-1",
        access_key="testing",
        secret_key="testing",
    )
    assert brief.is_deletable("kept")
    server.client("s3", "us-east-1").put_object(Bucket=BUCKET, Key="free", Body=b"1")
    server.client("s3", "us-east-1").put_object(Bucket=BUCKET, Key="free", Body=b"2")
    assert storage.is_deletable("free")
    storage.delete("free")
    left = server.client("s3", "us-east-1").list_object_versions(Bucket=BUCKET, Prefix="free")
    assert "Versions" not in left
    assert "DeleteMarkers" not in left
