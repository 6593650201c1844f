"""Customers, people, grants and keys, as those who keep them look for them."""

from datetime import datetime

from django.db.models import Count, Exists, F, IntegerField, OuterRef, QuerySet, Subquery
from django.db.models.functions import Coalesce

from artifact.access_keys.models import AccessKey
from artifact.customers.models import Invitation
from artifact.users.models import Customer, Grant, GrantQuerySet, User


def customers(*, now: datetime) -> QuerySet[Customer]:
    """Every customer with how many people and grants it has; closed ones last."""
    people = User.objects.filter(customer=OuterRef("pk"), is_active=True)
    grants = Grant.objects.in_force(now=now).filter(customer=OuterRef("pk"))
    return (
        Customer.objects.select_related("parent")
        .annotate(
            people_now=_count(people, "customer"),
            grants_now=_count(grants, "customer"),
        )
        .order_by(F("closed_at").asc(nulls_first=True), "name", "pk")
    )


def people_outside() -> QuerySet[User]:
    """Customers and auditors, with whether they are invited; those who are out last."""
    waiting = Invitation.objects.waiting().filter(user=OuterRef("pk"))
    return (
        User.objects.exclude(role__in=User.INSIDE)
        .select_related("customer__parent")
        .annotate(is_invited=Exists(waiting))
        .order_by("-is_active", "-is_invited", "email")
    )


def grants_newest_first(*, now: datetime) -> GrantQuerySet:
    """Every grant with whom it is to; those that hold first."""
    holds = Grant.objects.in_force(now=now).filter(pk=OuterRef("pk"))
    return (
        Grant.objects.select_related("user__customer", "customer__parent", "account")
        .annotate(holds=Exists(holds))
        .order_by("-holds", "-starts_at", "-pk")
    )


def keys_visible_to(user: User, *, is_manager: bool) -> QuerySet[AccessKey]:
    """Everybody's keys for a manager, one's own for anybody else; the newest first."""
    keys = AccessKey.objects.newest_first().select_related("user__customer")
    return keys if is_manager else keys.filter(user=user)


def _count(rows: QuerySet[User] | QuerySet[Grant], by: str) -> Coalesce:
    """How many rows there are, or 0, without multiplying what else is counted."""
    counted = rows.order_by().values(by).annotate(found=Count("pk")).values("found")
    return Coalesce(Subquery(counted, output_field=IntegerField()), 0)
