"""What a request asks of AWS: read from its signature, headers, address and body."""

import io
import json
import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any
from urllib.parse import parse_qsl

from botocore.exceptions import UnknownServiceError
from botocore.model import OperationModel
from moto.core.parse import PROTOCOL_PARSERS, RequestDict
from moto.core.routing import get_service_router
from moto.core.utils import get_service_model
from moto.iam.models import get_account_id_from, iam_backends
from moto.moto_server.werkzeug_app import BackendRequest
from werkzeug.exceptions import NotFound

SCOPE = re.compile(r"Credential=([^/]+)/\d+/([^/]+)/([^/]+)/aws4_request")
S3_CONTROL = "/v20180820/"
ACCOUNT_BLOCK = f"{S3_CONTROL}configuration/publicAccessBlock"
ACCOUNT_BLOCK_METHODS = {
    "GET": "GetPublicAccessBlock",
    "PUT": "PutPublicAccessBlock",
    "DELETE": "DeletePublicAccessBlock",
}

# Names under which requests are signed, where boto3 calls the service otherwise.
BOTO3_NAMES = {
    "access-analyzer": "accessanalyzer",
    "cloudhsm": "cloudhsmv2",
    "elasticloadbalancing": "elbv2",
    "monitoring": "cloudwatch",
    "tagging": "resourcegroupstaggingapi",
}
REST = ("rest-json", "rest-xml")

Environ = dict[str, Any]


@dataclass(frozen=True)
class Call:
    """One request: who asks which operation of which service, where, and with what.

    `role` is the name of the role that the caller has assumed; empty for long-lived keys.
    `protocol` is botocore's name of the one that was spoken.
    """

    account: str
    region: str
    service: str
    operation: str
    params: Mapping[str, Any]
    role: str = ""
    protocol: str = ""

    @property
    def name(self) -> str:
        """`kms:ListKeys`."""
        return f"{self.service}:{self.operation}"


def read_call(environ: Environ) -> Call | None:
    """The request, or None if it is not signed as AWS's are. Its body can be read again."""
    scope = SCOPE.search(environ.get("HTTP_AUTHORIZATION", ""))
    if scope is None:
        return None
    body = environ["wsgi.input"].read(int(environ.get("CONTENT_LENGTH") or 0))
    environ["wsgi.input"] = io.BytesIO(body)
    key, region, service = scope.groups()
    account = environ.get("HTTP_X_MOTO_ACCOUNT_ID") or get_account_id_from(key)
    service = BOTO3_NAMES.get(service, service)
    service, operation, params = _operation(environ, service, body)
    protocol = "json" if "HTTP_X_AMZ_TARGET" in environ else _protocol(service)
    return Call(account, region, service, operation, params, _role(account, key), protocol)


def with_params(environ: Environ, params: Mapping[str, Any]) -> Environ:
    """The same request with other parameters, for services that speak JSON."""
    body = json.dumps(params).encode()
    return {**environ, "wsgi.input": io.BytesIO(body), "CONTENT_LENGTH": str(len(body))}


def _role(account: str, key: str) -> str:
    known = iam_backends[account]["aws"].access_keys.get(key)
    return str(getattr(known, "role_arn", None) or "").rpartition("/")[2]


def _operation(environ: Environ, service: str, body: bytes) -> tuple[str, str, dict[str, Any]]:
    target = environ.get("HTTP_X_AMZ_TARGET", "")
    if target:
        return service, target.rpartition(".")[2], json.loads(body or b"{}")
    if service == "s3":
        return _of_s3(environ)
    if _protocol(service) in REST:
        return service, *_of_rest(environ, service, body)
    query = dict(parse_qsl(environ.get("QUERY_STRING", ""), keep_blank_values=True))
    form = dict(parse_qsl(body.decode(errors="replace"), keep_blank_values=True)) | query
    return service, form.get("Action", ""), form


def _of_s3(environ: Environ) -> tuple[str, str, dict[str, Any]]:
    if environ["PATH_INFO"].startswith(S3_CONTROL):
        account = environ.get("HTTP_X_AMZ_ACCOUNT_ID", "")
        is_block = environ["PATH_INFO"].rstrip("/") == ACCOUNT_BLOCK
        method = environ["REQUEST_METHOD"] if is_block else ""
        return "s3control", ACCOUNT_BLOCK_METHODS.get(method, ""), {"AccountId": account}
    try:
        operation, params = get_service_router("s3").match(BackendRequest(environ.copy()))
    except NotFound:
        return "s3", "", {}
    owner = environ.get("HTTP_X_AMZ_EXPECTED_BUCKET_OWNER")
    expected = {"ExpectedBucketOwner": owner} if owner else {}
    return "s3", operation.name, {**params, **_in_query(environ, operation), **expected}


def _in_query(environ: Environ, operation: OperationModel) -> dict[str, str]:
    """The parameters that are in the query string, by their names in the API."""
    asked = dict(parse_qsl(environ.get("QUERY_STRING", ""), keep_blank_values=True))
    members = operation.input_shape.members if operation.input_shape else {}
    places = {
        name: shape.serialization.get("name", name)
        for name, shape in members.items()
        if shape.serialization.get("location") == "querystring"
    }
    return {name: asked[place] for name, place in places.items() if place in asked}


def _of_rest(environ: Environ, service: str, body: bytes) -> tuple[str, dict[str, Any]]:
    request = BackendRequest(environ.copy())
    try:
        operation, in_path = get_service_router(service).match(request)
    except NotFound:
        return "", {}
    parse = PROTOCOL_PARSERS[_protocol(service)](operation).parse
    asked: RequestDict = {
        "body": body,
        "headers": request.headers,
        "method": request.method,
        "url_params": in_path,
        "url_path": request.path,
        "values": request.args,
    }
    return operation.name, dict(parse(asked))


def _protocol(service: str) -> str:
    try:
        return str(get_service_model(service).protocol)
    except UnknownServiceError:
        return ""
