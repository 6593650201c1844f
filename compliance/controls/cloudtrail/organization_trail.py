from compliance.aws.answers import NotCollected
from compliance.collectors.organizations import ORGANIZATION
from compliance.collectors.resource import Estate, Resource
from compliance.controls.cloudtrail.coverage import covering_trail, is_multi_region
from compliance.controls.control import (
    ACCOUNT,
    Context,
    Outcome,
    Severity,
    control,
    failed,
    not_applicable,
    passed,
)


@control(
    title="The account is covered by an organization trail",
    severity=Severity.MEDIUM,
    resource_type=ACCOUNT,
    needs=("cloudtrail", "organizations"),
    remediation=(
        "Create a multi-Region organization trail in the management account or the delegated "
        "administrator's."
    ),
    source="AWS Config cloudtrail-security-trail-enabled; CloudTrail API, Trail",
)
def judge(_account: Resource, context: Context) -> Outcome:
    """A trail of the account's own can be stopped by whoever takes the account over.

    Member accounts see an organization trail, and may be refused its status: then it is not
    determined whether it is logging.
    """
    if not _is_in_organization(context.estate):
        return not_applicable("The account is in no organisation.")
    trail = covering_trail(context.estate, is_multi_region, _is_of_organization)
    if trail is not None:
        return passed(f"The organization trail {trail.arn} is logging in every Region.")
    return failed("No multi-Region organization trail is logging in the account.")


def _is_of_organization(trail: Resource) -> bool:
    return trail["trail"].get("IsOrganizationTrail") is True


def _is_in_organization(estate: Estate) -> bool:
    found = estate.every(ORGANIZATION)
    if not found:
        raise NotCollected(ORGANIZATION, "was not collected")
    return bool(found[0]["organization"].get("Organization"))
