"""AWS Artifact as its customer reads it: which reports there are, their terms, their documents."""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from urllib.parse import urlsplit

import boto3
from botocore.exceptions import BotoCoreError, ClientError

from compliance.aws.fetch import FetchFailed, fetch
from compliance.aws.regions import home_region
from compliance.aws.service_models import new_session
from compliance.aws.session import SIGN_IN, open_session
from compliance.aws.target import Target

DENIED = {"AccessDeniedException", "AccessDenied"}
# An ARN may name the version: the report is known without.
VERSIONED = re.compile(r"^(?P<report>.+report/report-[a-zA-Z0-9]{16})(:\d+)?$")
NEEDED = "artifact:ListReports, artifact:GetTermForReport and artifact:GetReport"


class ArtifactUnreadable(Exception):
    """AWS Artifact did not give what was asked for; the message says what to do."""


@dataclass(frozen=True)
class RemoteReport:
    """The newest version of one report, as AWS describes it; what AWS leaves out is empty."""

    arn: str
    report_id: str
    version: int
    name: str
    description: str
    series: str
    category: str
    company: str
    product: str
    acceptance_type: str
    period_start: date | None
    period_end: date | None

    def __str__(self) -> str:
        return f"{self.name}, version {self.version}"


@dataclass(frozen=True)
class RemoteTerms:
    """The terms of a report, and the token that says they were handed out."""

    content: bytes
    token: str


class ArtifactReports:
    """The reports of one account's AWS Artifact."""

    def __init__(self, client: Any, *, max_bytes: int) -> None:
        self._client = client
        self._max_bytes = max_bytes
        self._is_encrypted = urlsplit(client.meta.endpoint_url).scheme == "https"

    def close(self) -> None:
        """Give the connections back."""
        self._client.close()

    def published(self) -> Iterator[RemoteReport]:
        """Those that can be fetched now.

        :raises ArtifactUnreadable: they cannot be listed.
        """
        try:
            for page in self._client.get_paginator("list_reports").paginate():
                yield from (_report(one) for one in page.get("reports", ()) if _is_ready(one))
        except (ClientError, BotoCoreError) as error:
            raise _unreadable("The reports cannot be listed", error) from error

    def terms(self, of: RemoteReport) -> RemoteTerms:
        """The terms that its document is handed over under.

        :raises ArtifactUnreadable: AWS refuses, or the terms cannot be fetched.
        """
        try:
            answer = self._client.get_term_for_report(
                reportId=of.report_id, reportVersion=of.version
            )
        except (ClientError, BotoCoreError) as error:
            raise _unreadable("Its terms are not given", error) from error
        return RemoteTerms(self._fetch(answer["documentPresignedUrl"]), answer["termToken"])

    def document(self, of: RemoteReport, *, accepted: RemoteTerms) -> bytes:
        """The document; asking for it accepts the terms.

        :raises ArtifactUnreadable: AWS refuses, or the document cannot be fetched.
        """
        try:
            answer = self._client.get_report(
                reportId=of.report_id, reportVersion=of.version, termToken=accepted.token
            )
        except (ClientError, BotoCoreError) as error:
            raise _unreadable("It is not given", error) from error
        return self._fetch(answer["documentPresignedUrl"])

    def _fetch(self, address: str) -> bytes:
        if self._is_encrypted and urlsplit(address).scheme != "https":
            raise ArtifactUnreadable("The address of the document is not encrypted (https).")
        try:
            return fetch(address, max_bytes=self._max_bytes)
        except FetchFailed as error:
            raise ArtifactUnreadable(f"The document was not fetched: {error}.") from error


def open_artifact_reports(
    target: Target | None,
    *,
    endpoint_url: str,
    max_bytes: int,
    clock: Callable[[], datetime],
) -> ArtifactReports:
    """AWS Artifact of the target's account; without one, of the service's own credentials.

    To be closed when it has been read.

    :raises AccountUnreachable: the account cannot be signed in to.
    :raises ArtifactUnreadable: there are no credentials.
    """
    if target is not None:
        session = open_session(target, clock=clock)
        endpoint = endpoint_url or target.endpoint_url
        client = session.plain_client("artifact", home_region(target.partition), endpoint)
        return ArtifactReports(client, max_bytes=max_bytes)
    own = boto3.Session(botocore_session=new_session())
    if own.get_credentials() is None:
        raise ArtifactUnreadable(
            "There are no AWS credentials here: name a connected account, or set the "
            "service's own."
        )
    own_client: Any = own.client(
        "artifact",
        region_name=home_region("aws"),
        endpoint_url=endpoint_url or None,
        config=SIGN_IN,
    )
    return ArtifactReports(own_client, max_bytes=max_bytes)


def _is_ready(one: dict[str, Any]) -> bool:
    return one.get("state") == "PUBLISHED" and one.get("uploadState") == "COMPLETE"


def _report(one: dict[str, Any]) -> RemoteReport:
    named = VERSIONED.match(one["arn"])
    return RemoteReport(
        arn=named["report"] if named else one["arn"],
        report_id=one["id"],
        version=one["version"],
        name=one.get("name") or one["id"],
        description=one.get("description", ""),
        series=one.get("series", ""),
        category=one.get("category", ""),
        company=one.get("companyName", ""),
        product=one.get("productName", ""),
        acceptance_type=one.get("acceptanceType", ""),
        period_start=_day(one.get("periodStart")),
        period_end=_day(one.get("periodEnd")),
    )


def _day(at: datetime | None) -> date | None:
    return at.date() if at else None


def _unreadable(what: str, error: ClientError | BotoCoreError) -> ArtifactUnreadable:
    if not isinstance(error, ClientError):
        return ArtifactUnreadable(f"{what}: {error}")
    code = error.response["Error"].get("Code", "")
    message = error.response["Error"].get("Message", "")
    advice = f" Allow the role {NEEDED}." if code in DENIED else ""
    return ArtifactUnreadable(f"{what} ({code}: {message}).{advice}")
