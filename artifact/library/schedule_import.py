"""When an account's AWS Artifact is looked at for new reports."""

from datetime import datetime

from django.db import transaction

from artifact.accounts.schedule import NEVER, Repeated, put_schedule
from artifact.library.import_aws_artifact import TermsNotAnswered
from compliance.ledger.append import append
from compliance.models import Account

IMPORT = Repeated("import AWS Artifact", "artifact.tasks.import_from_aws_artifact")


def schedule_import(
    account: Account, cron: str, *, accepted_by: str, actor: str, now: datetime
) -> None:
    """Import by the cron expression (UTC) from now on, in this name; `never` stops that.

    :raises TermsNotAnswered: nobody is named who accepts AWS's terms.
    :raises ScheduleInvalid: the expression cannot be understood.
    """
    if cron != NEVER and not accepted_by.strip():
        raise TermsNotAnswered("Say who accepts AWS's terms at each import: --accept-terms NAME")
    with transaction.atomic():
        put_schedule(account, IMPORT, cron, account_id=account.account_id, accepted_by=accepted_by)
        append(
            actor=actor,
            action="aws_artifact.import_scheduled",
            subject=f"account:{account.account_id}",
            details={"schedule": cron, "accepted_by": accepted_by},
            at=now,
        )
