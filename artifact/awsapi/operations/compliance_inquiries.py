"""Questionnaires that AWS answers from its documents, and their tags: not offered here.

The paths are known, so that a client learns what is missing instead of guessing at an address.
"""

from pydantic import Field

from artifact.awsapi.errors import ApiError, invalid, not_found
from artifact.awsapi.operation import Answer, Call, Input, Nothing, operation
from artifact.users.policy import Action

NOT_OFFERED = "This service does not answer compliance inquiries."
PATHS = (
    ("CreateComplianceInquiry", "POST", "create"),
    ("ListComplianceInquiries", "GET", "list"),
    ("GetComplianceInquiryMetadata", "GET", "getMetadata"),
    ("ListComplianceInquiryQueries", "GET", "listQueries"),
    ("ExportComplianceInquiry", "POST", "export"),
    ("PutComplianceInquiryFeedback", "PUT", "putFeedback"),
)


class Tagged(Input):
    """What carries tags. Which tags is not looked at: nothing here has any."""

    resourceArn: str = Field(max_length=2048, pattern=r"^[^<>\x00]*$")  # noqa: N815 -- the wire's name


def _refuse(call: Call, given: Nothing) -> Answer:
    """Say that no such operation is offered."""
    raise invalid("unknownOperation", NOT_OFFERED)


def _refuse_tags(call: Call, given: Tagged) -> Answer:
    """Only inquiries carry tags, and there are none."""
    raise _no_inquiry(given.resourceArn)


def _no_inquiry(arn: str) -> ApiError:
    return not_found("compliance-inquiry", arn)


for name, method, path in PATHS:
    operation(
        name,
        method,
        f"/v1/compliance-inquiry/{path}",
        takes=Nothing,
        needs=Action.READ_REPORTS,
    )(_refuse)

for name, method in (
    ("ListTagsForResource", "GET"),
    ("TagResource", "POST"),
    ("UntagResource", "DELETE"),
):
    operation(name, method, "/tags/{resourceArn}", takes=Tagged, needs=Action.READ_REPORTS)(
        _refuse_tags
    )
