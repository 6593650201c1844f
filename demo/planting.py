"""One account to plant in: its clients, and what is laid beside the emulator."""

import json
import threading
import urllib.request
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any

import boto3
from botocore.config import Config

from compliance.aws.service_models import new_session
from demo.estate import EXTERNAL_ID, GLOBAL, Declared, DeclaredAccount

MANAGER = "EstateManager"
# Where services answer that an account has only once.
HOME = "us-east-1"
# The emulator's own account, from which every other can be entered.
ROOT = {"aws_access_key_id": "testing", "aws_secret_access_key": "testing"}
ROOT_ACCOUNT = "123456789012"


@dataclass
class Plot:
    """An account that was entered. What is to be laid beside it goes to the server at the end.

    `has_functions` says that a secret's rotation function may be named without being there.
    """

    account: DeclaredAccount
    endpoint_url: str
    now: datetime
    session: boto3.Session
    has_functions: bool = True
    patches: list[dict[str, Any]] = field(default_factory=list)
    answers: list[dict[str, Any]] = field(default_factory=list)
    faults: list[dict[str, Any]] = field(default_factory=list)
    events: list[dict[str, Any]] = field(default_factory=list)
    _clients: dict[tuple[str, str], Any] = field(default_factory=dict)
    _lock: threading.Lock = field(default_factory=threading.Lock)

    def client(self, service: str, region: str) -> Any:
        """A client in the account; the same for the same service and region."""
        with self._lock:
            if (service, region) not in self._clients:
                client: Any = self.session.client(
                    service,  # type: ignore[call-overload]  # any service's name
                    region_name=region,
                    endpoint_url=self.endpoint_url,
                    config=Config(s3={"addressing_style": "path"}),
                )
                client.meta.events.register("before-sign.s3-control", self._on_one_host)
                self._clients[service, region] = client
            return self._clients[service, region]

    def ago(self, days: float) -> float:
        """The time some days ago, in seconds since the epoch as AWS's JSON has it."""
        return (self.now - timedelta(days=days)).replace(microsecond=0).timestamp()

    def lay(self, operation: str, resource: str, members: Mapping[str, Any]) -> None:
        """Lay members over what `kms:DescribeKey` says of a resource."""
        if members:
            self.patches.append(
                {"operation": operation, "resource": resource, "members": dict(members)}
            )

    def answer(
        self, operation: str, region: str, members: Declared, params: Declared | None = None
    ) -> None:
        """Declare what `macie2:GetMacieSession` answers in a region, to calls with `params`.

        Lists are paged by the server. Times are seconds since the epoch. An empty region is every
        region; `global` is where services answer that an account has once.
        """
        self._declare(operation, region, params, members=dict(members))

    def refuse(
        self,
        operation: str,
        region: str,
        code: str,
        message: str = "",
        status: int = 400,
        params: Declared | None = None,
    ) -> None:
        """Declare the error that an operation answers, as where a service is not enabled."""
        error = {"code": code, "message": message, "status": status}
        self._declare(operation, region, params, error=error)

    def deny(self, service: str, operation: str, region: str, params: Mapping[str, Any]) -> None:
        """Have the server deny an operation to everybody but the one who plants."""
        self.faults.append(
            {
                "how": "denied",
                "account": self.account.id,
                "region": region,
                "service": service,
                "operation": operation,
                "params": dict(params),
            }
        )

    def _declare(
        self, operation: str, region: str, params: Declared | None, **answer: Declared
    ) -> None:
        self.answers.append(
            {
                "operation": operation,
                "account": self.account.id,
                "region": HOME if region == GLOBAL else region,
                "params": dict(params or {}),
                **answer,
            }
        )

    def _on_one_host(self, request: Any, **_: object) -> None:
        """An emulator has one host; S3 Control puts the account's id before it."""
        request.url = request.url.replace(f"//{self.account.id}.", "//", 1)


def open_plot(account: DeclaredAccount, endpoint_url: str, now: datetime) -> Plot:
    """Enter the account through the role that plants."""
    sts = _session(**ROOT).client("sts", region_name="us-east-1", endpoint_url=endpoint_url)
    entered = sts.assume_role(
        RoleArn=f"arn:aws:iam::{account.id}:role/{MANAGER}", RoleSessionName="seed"
    )["Credentials"]
    session = _session(
        aws_access_key_id=entered["AccessKeyId"],
        aws_secret_access_key=entered["SecretAccessKey"],
        aws_session_token=entered["SessionToken"],
    )
    return Plot(account, endpoint_url, now, session)


def plant_role(plot: Plot) -> None:
    """The role through which the account will be read, for who knows the external id."""
    iam = plot.client("iam", "us-east-1")
    trust = {
        "Version": "2012-10-17",
        "Statement": [
            {
                "Effect": "Allow",
                "Principal": {"AWS": f"arn:aws:iam::{ROOT_ACCOUNT}:root"},
                "Action": "sts:AssumeRole",
                "Condition": {"StringEquals": {"sts:ExternalId": EXTERNAL_ID}},
            }
        ],
    }
    with suppress(iam.exceptions.EntityAlreadyExistsException):
        iam.create_role(
            RoleName=plot.account.role_arn.rpartition("/")[2],
            AssumeRolePolicyDocument=json.dumps(trust),
        )


def post(endpoint_url: str, what: str, sent: object) -> None:
    """Send something to the server that stands before the emulator.

    :raises urllib.error.HTTPError: it is no `demo.aws_server`, or it refuses what was sent.
    """
    request = urllib.request.Request(  # noqa: S310 -- the address that the caller gave
        f"{endpoint_url}/_estate/{what}", data=json.dumps(sent).encode(), method="POST"
    )
    with urllib.request.urlopen(request, timeout=30):  # noqa: S310 -- as above
        pass


def _session(**credentials: str) -> boto3.Session:
    return boto3.Session(botocore_session=new_session(), **credentials)
