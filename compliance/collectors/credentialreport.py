"""The IAM credential report: passwords, access keys and MFA of the root user and each user."""

import csv
import io
from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING

from compliance.aws.answers import Answer, Answers
from compliance.collectors.collector import Collector, Scope, register
from compliance.collectors.resource import Population, Resource, known

if TYPE_CHECKING:
    from compliance.aws.reader import Reader

USER_CREDENTIALS = "AWS::IAM::UserCredentials"
ROOT_CREDENTIALS = "AWS::IAM::RootCredentials"

GENERATE = "iam:GenerateCredentialReport"
REPORT = "iam:GetCredentialReport"
ROOT = "<root_account>"
# IAM User Guide, "Generate credential reports": those that controls read. AWS may add others
# behind, as it did additional_credentials_info.
COLUMNS = frozenset(
    {
        "user",
        "arn",
        "user_creation_time",
        "password_enabled",
        "password_last_used",
        "password_last_changed",
        "mfa_active",
        "access_key_1_active",
        "access_key_1_last_rotated",
        "access_key_1_last_used_date",
        "access_key_2_active",
        "access_key_2_last_rotated",
        "access_key_2_last_used_date",
    }
)


class ReportMalformed(Exception):
    """The report is not the table that AWS describes, so nothing in it can be relied on."""


def collect(reader: "Reader") -> None:
    """Have the report made, wait for it, and get it.

    AWS makes a new one only where the last is older than four hours. The report is asked for even
    where making one was refused: somebody else may have had it made.
    """
    reader.until(_is_settled, GENERATE)
    reader.call(REPORT)


def _is_settled(answer: Answer) -> bool:
    """The report is there, or will not come."""
    return answer.parsed is None or answer.parsed.get("State") == "COMPLETE"


def describe(answers: Answers) -> Iterator[Population]:
    """A row of the report for each user, and one for the root user."""
    report = answers.one(REPORT)
    rows, error = _read(report)
    prefix = f"arn:{answers.partition}:iam::{answers.account_id}"
    users = [one for one in rows if one["user"] != ROOT]
    yield _population(answers, (USER_CREDENTIALS, f"{prefix}:user/*"), users, error)
    root = [one for one in rows if one["user"] == ROOT]
    yield _population(answers, (ROOT_CREDENTIALS, f"{prefix}:root"), root, error)


def _read(report: Answer) -> tuple[Sequence[Mapping[str, str]], str]:
    if report.parsed is None:
        return (), report.error
    if not report.parsed.get("GeneratedTime"):
        return (), "the report does not say when it was made"
    try:
        return _rows(report.parsed.get("Content", b"")), ""
    except (ReportMalformed, UnicodeDecodeError, csv.Error) as error:
        return (), f"the report could not be understood: {error}"


def _rows(content: bytes) -> Sequence[Mapping[str, str]]:
    """The rows by column; none is left out and none is short.

    :raises ReportMalformed: columns are missing, or a row has not as many fields as the head.
    """
    table = list(csv.reader(io.StringIO(content.decode(), newline=""), strict=True))
    head, rows = table[0] if table else [], table[1:]
    if missing := sorted(COLUMNS - set(head)):
        raise ReportMalformed(f"it lacks the columns {', '.join(missing)}")
    for number, row in enumerate(rows, start=1):
        if len(row) != len(head):
            raise ReportMalformed(f"row {number} has {len(row)} fields, the head {len(head)}")
    return [dict(zip(head, row, strict=True)) for row in rows]


def _population(
    answers: Answers, kind: tuple[str, str], rows: Sequence[Mapping[str, str]], error: str
) -> Population:
    resource_type, arn = kind
    made = {"GeneratedTime": (answers.one(REPORT).parsed or {}).get("GeneratedTime")}
    return Population(
        arn=arn,
        type=resource_type,
        account_id=answers.account_id,
        region=answers.region,
        operation=REPORT,
        resources=[
            Resource(
                arn=row["arn"],
                type=resource_type,
                name=row["user"],
                account_id=answers.account_id,
                region=answers.region,
                facts={"row": known(REPORT, row), "report": known(REPORT, made)},
            )
            for row in rows
        ],
        error=error,
        count_statement=f"{REPORT} returned a report with {len(rows)} such rows",
    )


register(
    Collector(
        name="credentialreport",
        scope=Scope.GLOBAL,
        version=1,
        actions=(GENERATE, REPORT),
        resource_types=(USER_CREDENTIALS, ROOT_CREDENTIALS),
        collect=collect,
        describe=describe,
    )
)
