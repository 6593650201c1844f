from compliance.aws.answers import NotCollected
from compliance.collectors.resource import Resource
from compliance.collectors.ssm import DOCUMENT
from compliance.controls.control import (
    Context,
    Outcome,
    Severity,
    control,
    failed,
    not_applicable,
    passed,
)

EVERYBODY = "all"


@control(
    title="No document of the account's own is shared with everybody",
    severity=Severity.CRITICAL,
    resource_type=DOCUMENT,
    needs=("ssm",),
    remediation="Take the permission for all accounts from the document.",
    source="AWS FSBP SSM.4; AWS Config ssm-document-not-public",
)
def judge(document: Resource, _context: Context) -> Outcome:
    """A public document shows every AWS account how the company's machines are run."""
    owner = document["document"].get("Owner")
    if not owner:
        raise NotCollected("ssm:ListDocuments", "the answer has no Owner")
    if owner != document.account_id:
        return not_applicable(f"The document is owned by {owner}.")
    shared = document["permissions"].get("AccountIds", ())
    if any(str(one).lower() == EVERYBODY for one in shared):
        return failed("The document is shared with every AWS account.")
    return passed("The document is not shared with every AWS account.")
