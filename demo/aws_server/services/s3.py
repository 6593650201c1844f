"""The list of buckets where moto answers otherwise (Amazon S3 API Reference, ListBuckets)."""

import base64
from typing import Any

from moto.s3.models import s3_backends
from moto.utilities.utils import get_partition

from demo.aws_server.answer import AwsError
from demo.aws_server.call import Call
from demo.aws_server.memory import Memory

Members = dict[str, Any]

MOST = 10_000


def buckets(call: Call, _memory: Memory) -> Members:
    """The account's buckets by name, a page of them; their regions to a caller who limits it.

    :raises AwsError: the limit is out of bounds, or the token is none that was given out.
    """
    found = s3_backends[call.account][get_partition(call.region)].buckets
    limit = int(call.params.get("MaxBuckets", MOST))
    if not 1 <= limit <= MOST:
        raise AwsError("InvalidArgument", "Argument max-buckets must be between 1 and 10000", 400)
    names = sorted(found)
    after = _after(call.params.get("ContinuationToken", ""))
    page = [name for name in names if name > after][:limit]
    listed = []
    for name in page:
        entry = {"Name": name, "CreationDate": found[name].creation_date.timestamp()}
        if "MaxBuckets" in call.params:
            entry["BucketRegion"] = found[name].region_name
        listed.append(entry)
    answer: Members = {"Buckets": listed, "Owner": {"ID": call.account}}
    if page and page[-1] != names[-1]:
        answer["ContinuationToken"] = base64.urlsafe_b64encode(page[-1].encode()).decode()
    return answer


def _after(token: str) -> str:
    try:
        return base64.urlsafe_b64decode(token).decode()
    except ValueError as error:
        raise AwsError("InvalidArgument", "The continuation token is incorrect", 400) from error


INSTEAD = {"s3:ListBuckets": buckets}
