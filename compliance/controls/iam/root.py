"""What GetAccountSummary tells of the root user."""

from compliance.aws.answers import NotCollected
from compliance.collectors.iamaccount import ROOT_USER, SUMMARY
from compliance.collectors.resource import Estate, Resource
from compliance.controls.control import Outcome, not_applicable, passed

# IAM User Guide, "AWS account root user" of AWS GovCloud (US): it has access keys at most.
WITHOUT_CONSOLE = "arn:aws-us-gov:"
# What a root user may sign in or sign requests with, as GetAccountSummary counts it.
CREDENTIALS = (
    "AccountPasswordPresent",
    "AccountAccessKeysPresent",
    "AccountSigningCertificatesPresent",
)


def root_user(estate: Estate) -> Resource:
    """The account's root user.

    :raises NotCollected: it was not read.
    """
    found = estate.every(ROOT_USER)
    if not found:
        raise NotCollected(ROOT_USER, "there is none")
    return found[0]


def counted(estate: Estate, name: str) -> int:
    """A number of the account's summary.

    :raises NotCollected: the summary was not read, or lacks it.
    """
    summary = root_user(estate)["summary"].get("SummaryMap", {})
    if summary.get(name) is None:
        raise NotCollected(SUMMARY, f"the answer has no {name}")
    return int(summary[name])


def cannot_sign_in(account: Resource, estate: Estate) -> Outcome | None:
    """The outcome for a root user who has nothing to protect; None for every other.

    In an organisation that manages root access centrally a member's root user has no credentials,
    and AWS's own controls do not ask it for MFA either.

    :raises NotCollected: the summary does not tell.
    """
    if account.arn.startswith(WITHOUT_CONSOLE):
        return not_applicable("The root user of a GovCloud account cannot sign in to the console.")
    if any(counted(estate, name) for name in CREDENTIALS):
        return None
    return passed(
        "The root user has no credentials: no password, access key or signing certificate, as "
        "where an organization manages root access centrally."
    )
