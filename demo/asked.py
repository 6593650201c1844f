"""What a request to AWS asks for, read from its headers and address."""

import io
import json
import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any
from urllib.parse import parse_qsl, unquote

from moto.iam.models import get_account_id_from

SCOPE = re.compile(r"Credential=([^/]+)/\d+/([^/]+)/([^/]+)/aws4_request")
# How S3 tells its bucket operations apart (Amazon S3 API Reference, request syntax).
BUCKET_READS = {
    "acl": "GetBucketAcl",
    "encryption": "GetBucketEncryption",
    "lifecycle": "GetBucketLifecycleConfiguration",
    "location": "GetBucketLocation",
    "logging": "GetBucketLogging",
    "object-lock": "GetObjectLockConfiguration",
    "policy": "GetBucketPolicy",
    "policyStatus": "GetBucketPolicyStatus",
    "publicAccessBlock": "GetPublicAccessBlock",
    "versioning": "GetBucketVersioning",
}


@dataclass(frozen=True)
class Asked:
    """One request: who asks which operation of which service, where, and with what."""

    account: str
    region: str
    service: str
    operation: str
    params: Mapping[str, Any]

    @property
    def is_read(self) -> bool:
        """Whether nothing is changed by it."""
        return self.operation.startswith(("Get", "List", "Describe"))


def asked(environ: dict[str, Any]) -> Asked | None:
    """The request, or None if it is not signed as AWS's are. The body can be read again."""
    scope = SCOPE.search(environ.get("HTTP_AUTHORIZATION", ""))
    if not scope:
        return None
    body = environ["wsgi.input"].read(int(environ.get("CONTENT_LENGTH") or 0))
    environ["wsgi.input"] = io.BytesIO(body)
    key, region, service = scope.groups()
    operation, params = _operation(environ, service, body)
    return Asked(get_account_id_from(key), region, service, operation, params)


def _operation(environ: dict[str, Any], service: str, body: bytes) -> tuple[str, dict[str, Any]]:
    target = environ.get("HTTP_X_AMZ_TARGET", "")
    if target:
        return target.rpartition(".")[2], json.loads(body or b"{}")
    query = dict(parse_qsl(environ.get("QUERY_STRING", ""), keep_blank_values=True))
    if service == "s3":
        return _of_s3(environ, query)
    form = dict(parse_qsl(body.decode(errors="replace"))) | query
    return form.get("Action", ""), form


def _of_s3(environ: dict[str, Any], query: dict[str, str]) -> tuple[str, dict[str, Any]]:
    path = unquote(environ.get("PATH_INFO", "/"))
    if path.startswith("/v20180820/"):
        return "GetPublicAccessBlock", {"AccountId": environ.get("HTTP_X_AMZ_ACCOUNT_ID", "")}
    params = {
        "Bucket": path.strip("/").partition("/")[0],
        "ExpectedBucketOwner": environ.get("HTTP_X_AMZ_EXPECTED_BUCKET_OWNER", ""),
    }
    if environ["REQUEST_METHOD"] != "GET":
        return "", params
    return next((name for flag, name in BUCKET_READS.items() if flag in query), ""), params
