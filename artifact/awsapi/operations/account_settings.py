"""Whether the caller's customer wants to hear of reports and agreements."""

from enum import StrEnum

from artifact.awsapi.errors import conflict
from artifact.awsapi.operation import Answer, Call, Input, Nothing, operation
from artifact.users.models import Customer
from artifact.users.policy import Action
from artifact.users.subscribe_customer import subscribe_customer


class Status(StrEnum):
    """NotificationSubscriptionStatus of the service model."""

    SUBSCRIBED = "SUBSCRIBED"
    NOT_SUBSCRIBED = "NOT_SUBSCRIBED"


class Settings(Input):
    """What is to hold from now on; nothing changes nothing."""

    notificationSubscriptionStatus: Status | None = None  # noqa: N815 -- the wire's name


@operation(
    "GetAccountSettings",
    "GET",
    "/v1/account-settings/get",
    takes=Nothing,
    needs=Action.SUBSCRIBE,
)
def get_account_settings(call: Call, given: Nothing) -> Answer:
    """What holds."""
    return _shown(_customer(call))


@operation(
    "PutAccountSettings",
    "PUT",
    "/v1/account-settings/put",
    takes=Settings,
    needs=Action.SUBSCRIBE,
)
def put_account_settings(call: Call, given: Settings) -> Answer:
    """Set it, and say what holds now."""
    customer = _customer(call)
    if given.notificationSubscriptionStatus:
        wanted = given.notificationSubscriptionStatus is Status.SUBSCRIBED
        customer = subscribe_customer(
            customer, is_subscribed=wanted, actor=call.caller.user.email, now=call.now
        )
    return _shown(customer)


def _customer(call: Call) -> Customer:
    customer = call.caller.user.customer
    if customer is None:
        raise conflict("account", call.caller.user.email, "You belong to no customer account.")
    return customer


def _shown(customer: Customer) -> Answer:
    status = Status.SUBSCRIBED if customer.is_subscribed else Status.NOT_SUBSCRIBED
    return {"accountSettings": {"notificationSubscriptionStatus": status.value}}
