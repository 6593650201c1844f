"""Agreements that bind the caller's customer."""

from artifact.agreements.models import CustomerAgreement
from artifact.awsapi.operation import Answer, Call, Paged, operation
from artifact.awsapi.paging import page
from artifact.awsapi.shapes import customer_agreement
from artifact.users.policy import Action


@operation(
    "ListCustomerAgreements",
    "GET",
    "/v1/customer-agreement/list",
    takes=Paged,
    needs=Action.SIGN_AGREEMENTS,
)
def list_customer_agreements(call: Call, given: Paged) -> Answer:
    """The active ones: the customer's own and those that its organisation signed for it."""
    customer = call.caller.user.customer
    rows = CustomerAgreement.objects.newest_first().in_force(now=call.now)
    return page(
        call,
        given,
        rows.covering(customer) if customer else rows.none(),
        member="customerAgreements",
        show=customer_agreement,
    )
