"""What the light AWS answers: as many keys, secrets and parameters as asked for, else nothing."""

import argparse
import json
import re
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

import botocore.session
from botocore.model import ListShape, OperationModel, ServiceModel, Shape, StructureShape

ROLE_ACCOUNT = re.compile(rb"RoleArn=arn%3Aaws%3Aiam%3A%3A(\d{12})")
OWN_ACCOUNT = "123456789012"
# The key that AssumeRole gives names its account.
KEY_PREFIX = "ASIALIGHT"
DEEPEST = 4
NUMBERS = ("integer", "long", "double", "float")
LAST_CHANGED = 1_770_000_000


@dataclass(frozen=True)
class Asked:
    """One request, and how much there is of everything."""

    service: str
    operation: str
    region: str
    account: str
    body: bytes
    size: argparse.Namespace

    @property
    def params(self) -> dict[str, Any]:
        """The parameters of a service that speaks JSON."""
        parsed: dict[str, Any] = json.loads(self.body)
        return parsed

    def arn(self, rest: str) -> str:
        """An ARN in the place that is asked."""
        return f"arn:aws:{self.service}:{self.region}:{self.account}:{rest}"


Made = Callable[[Asked], Mapping[str, Any]]


def _paged(
    member: str, kind: str, page: int, token: tuple[str, str], make: Callable[[Asked, int], Any]
) -> Made:
    """A list of as many as `size` has of `kind`; `token` is what is asked and what is given."""

    def pages(asked: Asked) -> Mapping[str, Any]:
        begin, number = int(asked.params.get(token[0]) or 0), getattr(asked.size, kind)
        end = min(begin + page, number)
        members = {member: [make(asked, one) for one in range(begin, end)]}
        if token[1] == "NextMarker":
            members["Truncated"] = end < number
        return {**members, token[1]: str(end)} if end < number else members

    return pages


def _key(asked: Asked, number: int) -> Mapping[str, Any]:
    key = f"00000000-0000-4000-8000-{number:012d}"
    return {"KeyId": key, "KeyArn": asked.arn(f"key/{key}")}


def _described_key(asked: Asked) -> Mapping[str, Any]:
    key = asked.params["KeyId"]
    metadata = {
        "KeyId": key,
        "Arn": asked.arn(f"key/{key}"),
        "AWSAccountId": asked.account,
        "CreationDate": LAST_CHANGED,
        "Enabled": True,
        "KeyManager": "CUSTOMER",
        "KeySpec": "SYMMETRIC_DEFAULT",
        "KeyState": "Enabled",
        "KeyUsage": "ENCRYPT_DECRYPT",
        "MultiRegion": False,
        "Origin": "AWS_KMS",
    }
    return {"KeyMetadata": metadata}


def _key_policy(asked: Asked) -> Mapping[str, Any]:
    root = {"AWS": f"arn:aws:iam::{asked.account}:root"}
    statement = {"Effect": "Allow", "Principal": root, "Action": "kms:*", "Resource": "*"}
    return {"Policy": json.dumps({"Version": "2012-10-17", "Statement": [statement]})}


def _secret(asked: Asked, number: int) -> Mapping[str, Any]:
    return {
        "ARN": asked.arn(f"secret:secret-{number:06d}-AbCdEf"),
        "Name": f"secret-{number:06d}",
        "LastChangedDate": LAST_CHANGED,
        "RotationEnabled": number % 2 == 0,
        "Tags": [{"Key": "owner", "Value": "shop"}],
    }


def _named_secret(asked: Asked) -> Mapping[str, Any]:
    arn = asked.params["SecretId"]
    return {"ARN": arn, "Name": arn.rpartition(":")[2].rpartition("-")[0]}


def _versions(asked: Asked) -> Mapping[str, Any]:
    version = {"VersionId": "v1", "VersionStages": ["AWSCURRENT"], "CreatedDate": LAST_CHANGED}
    return {**_named_secret(asked), "Versions": [version]}


def _parameter(asked: Asked, number: int) -> Mapping[str, Any]:
    return {
        "Name": f"/shop/{number:06d}/password",
        "ARN": asked.arn(f"parameter/shop/{number:06d}/password"),
        "Type": "SecureString",
        "KeyId": "alias/aws/ssm",
        "LastModifiedDate": LAST_CHANGED,
        "LastModifiedUser": f"arn:aws:sts::{asked.account}:assumed-role/Deployer/pipeline",
        "Version": 1,
        "Tier": "Standard",
        "Policies": [],
        "DataType": "text",
    }


MADE: Mapping[str, Made] = {
    "kms:ListKeys": _paged("Keys", "keys", 1000, ("Marker", "NextMarker"), _key),
    "kms:DescribeKey": _described_key,
    "kms:GetKeyPolicy": _key_policy,
    "kms:GetKeyRotationStatus": lambda _: {"KeyRotationEnabled": True},
    "secretsmanager:ListSecrets": _paged(
        "SecretList", "secrets", 100, ("NextToken", "NextToken"), _secret
    ),
    "secretsmanager:DescribeSecret": _named_secret,
    "secretsmanager:GetResourcePolicy": _named_secret,
    "secretsmanager:ListSecretVersionIds": _versions,
    "ssm:DescribeParameters": _paged(
        "Parameters", "parameters", 50, ("NextToken", "NextToken"), _parameter
    ),
    "shield:GetSubscriptionState": lambda _: {"SubscriptionState": "INACTIVE"},
}


def _credentials(asked: Asked) -> bytes:
    found = ROLE_ACCOUNT.search(asked.body)
    account = found[1].decode() if found else OWN_ACCOUNT
    expiration = time.strftime("%Y-%m-%dT%H:%M:%SZ", time.gmtime(time.time() + 3600))
    return (
        f"<Credentials><AccessKeyId>{KEY_PREFIX}{account}</AccessKeyId><SecretAccessKey>made-up"
        f"</SecretAccessKey><SessionToken>made-up</SessionToken><Expiration>{expiration}"
        f"</Expiration></Credentials><AssumedRoleUser><Arn>arn:aws:sts::{account}:assumed-role/"
        "ArtifactReadOnly/artifact</Arn><AssumedRoleId>AROA:artifact</AssumedRoleId>"
        "</AssumedRoleUser>"
    ).encode()


REGIONS = b"<item><regionName>%s</regionName><optInStatus>opt-in-not-required</optInStatus></item>"
XML: Mapping[str, Callable[[Asked], bytes]] = {
    "ec2:DescribeRegions": lambda asked: (
        b"<regionInfo>"
        + b"".join(REGIONS % one for one in (b"us-east-1", asked.region.encode(), b"eu-west-1"))
        + b"</regionInfo>"
    ),
    # Without it the report would be waited for.
    "iam:GenerateCredentialReport": lambda _: b"<State>COMPLETE</State>",
    "sts:GetCallerIdentity": lambda asked: (
        f"<Arn>arn:aws:sts::{asked.account}:assumed-role/ArtifactReadOnly/artifact</Arn>"
        f"<UserId>AROA:artifact</UserId><Account>{asked.account}</Account>"
    ).encode(),
    "sts:AssumeRole": _credentials,
}
NO_ORGANIZATION = b'{"__type":"AWSOrganizationsNotInUseException","Message":"not in use"}'


def answer(asked: Asked) -> tuple[int, bytes]:
    """Status and body."""
    name = f"{asked.service}:{asked.operation}"
    if name == "organizations:DescribeOrganization":
        return 400, NO_ORGANIZATION
    if name in MADE:
        return 200, json.dumps(MADE[name](asked)).encode()
    model = service_model(asked.service).operation_model(asked.operation)
    protocol = str(model.service_model.resolved_protocol)
    if "json" in protocol:
        return 200, _empty_json(asked.service, asked.operation)
    inside = XML[name](asked) if name in XML else _empty_xml(model.output_shape, 0)
    return 200, _wrapped(model, protocol, inside)


@cache
def _empty_json(service: str, operation: str) -> bytes:
    return json.dumps(
        _empty(service_model(service).operation_model(operation).output_shape, 0)
    ).encode()


def _empty(shape: Shape | None, depth: int) -> Any:
    if isinstance(shape, StructureShape):
        members = shape.members.items() if depth < DEEPEST else ()
        made = {
            one.serialization.get("name", name): _empty(one, depth + 1) for name, one in members
        }
        return {name: one for name, one in made.items() if one is not None}
    if isinstance(shape, ListShape):
        return []
    name = shape.type_name if shape else ""
    return False if name == "boolean" else 0 if name in NUMBERS else None


def _empty_xml(shape: Shape | None, depth: int) -> bytes:
    made = b""
    for name, one in shape.members.items() if isinstance(shape, StructureShape) else ():
        tag = str(one.serialization.get("name", name)).encode()
        if one.type_name in ("list", "structure") and depth < DEEPEST:
            made += b"<%s>%s</%s>" % (tag, _empty_xml(one, depth + 1), tag)
        elif one.type_name == "boolean" or one.type_name in NUMBERS:
            made += b"<%s>%s</%s>" % (tag, b"false" if one.type_name == "boolean" else b"0", tag)
    return made


def _wrapped(model: OperationModel, protocol: str, inside: bytes) -> bytes:
    if protocol == "rest-xml":
        # The root is the payload itself, where the output names one.
        payload = (model.output_shape.serialization if model.output_shape else {}).get("payload")
        return (
            inside
            if payload
            else b"<%sResult>%s</%sResult>" % ((n := model.name.encode()), inside, n)
        )
    name = model.name.encode()
    if protocol == "query":
        inside = b"<%sResult>%s</%sResult>" % (name, inside, name)
        inside += b"<ResponseMetadata><RequestId>r</RequestId></ResponseMetadata>"
    return b"<%sResponse>%s</%sResponse>" % (name, inside, name)


@cache
def service_model(name: str) -> ServiceModel:
    model: ServiceModel = botocore.session.get_session().get_service_model(name)
    return model
