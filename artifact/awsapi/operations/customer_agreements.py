"""Agreements that bind the caller's customer."""

from django.db.models import Q

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
    related = ("customer__parent", "agreement", "revision")
    customer = call.caller.user.customer
    rows = CustomerAgreement.objects.filter(state=CustomerAgreement.State.ACTIVE)
    covering = Q(customer=customer)
    if customer and customer.parent_id:
        covering |= Q(customer=customer.parent_id, level="ORGANIZATION")
    rows = rows.filter(covering) if customer else rows.none()
    return page(
        call,
        given,
        rows.select_related(*related),
        member="customerAgreements",
        show=customer_agreement,
    )
