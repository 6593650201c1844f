"""aws.regions: where a service is offered."""

import pytest

from compliance.aws.regions import is_offered


@pytest.mark.parametrize(
    ("service", "partition", "region", "expected"),
    [
        ("macie2", "aws", "eu-west-1", True),
        ("macie2", "aws", "eu-central-2", False),
        ("macie2", "aws-us-gov", "us-gov-west-1", False),
        ("inspector2", "aws-us-gov", "us-gov-west-1", True),
        ("inspector2", "aws", "ap-southeast-6", False),
        # One that botocore does not know yet has to be asked.
        ("macie2", "aws", "xx-new-1", True),
        ("macie2", "aws-unknown", "xx-new-1", True),
    ],
)
def test_service_is_offered(service: str, partition: str, region: str, *, expected: bool) -> None:
    assert is_offered(service, partition, region) is expected
