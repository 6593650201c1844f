"""Customers, as those who keep them see them."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_GET, require_http_methods

from artifact.clock import now
from artifact.customers.add_customer import CustomerRefused, add_customer
from artifact.customers.change_customer import change_customer
from artifact.customers.close_customer import close_customer
from artifact.customers.directory import customers as all_customers
from artifact.customers.directory import grants_newest_first, people_outside
from artifact.portal.customer_form import CustomerForm
from artifact.portal.gate import SignedInRequest, needs
from artifact.portal.paged import paged
from artifact.portal.refused import show_refusal
from artifact.users.models import Customer
from artifact.users.policy import Action


@require_GET
@needs(Action.MANAGE_CUSTOMERS)
def customers(request: SignedInRequest) -> HttpResponse:
    """Every customer with its people and grants."""
    page = paged(request, all_customers(now=now()))
    return render(request, "portal/customers.html", {"page": page})


@require_http_methods(["GET", "POST"])
@needs(Action.MANAGE_CUSTOMERS)
def add(request: SignedInRequest) -> HttpResponse:
    """A new customer."""
    form = CustomerForm(request.POST or None)
    if form.is_valid():
        try:
            made = add_customer(form.given(), actor=request.user.email, now=now())
        except CustomerRefused as refusal:
            show_refusal(form, refusal.errors)
        else:
            messages.success(request, f"{made.name} is a customer.")
            return redirect("customer", made.customer_id)
    return render(request, "portal/customer_form.html", {"form": form})


@require_http_methods(["GET", "POST"])
@needs(Action.MANAGE_CUSTOMERS)
def change(request: SignedInRequest, customer_id: str) -> HttpResponse:
    """Name, mail domains and organisation of a customer."""
    found = get_object_or_404(Customer, customer_id=customer_id)
    form = CustomerForm.of(found, request.POST or None)
    if form.is_valid():
        try:
            change_customer(found, form.given(), actor=request.user.email, now=now())
        except CustomerRefused as refusal:
            show_refusal(form, refusal.errors)
        else:
            messages.success(request, "Changed.")
            return redirect("customer", customer_id)
    return render(request, "portal/customer_form.html", {"form": form, "customer": found})


@require_GET
@needs(Action.MANAGE_CUSTOMERS)
def customer(request: SignedInRequest, customer_id: str) -> HttpResponse:
    """One customer: its people, what is granted to it, the accounts of its organisation."""
    found = get_object_or_404(Customer.objects.select_related("parent"), customer_id=customer_id)
    companies = [found.pk, *([found.parent_id] if found.parent_id else [])]
    return render(
        request,
        "portal/customer.html",
        {
            "customer": found,
            "people": people_outside().filter(customer=found),
            "grants": grants_newest_first(now=now()).filter(customer__in=companies),
            "members": found.members.order_by("name", "pk"),
        },
    )


@require_http_methods(["GET", "POST"])
@needs(Action.MANAGE_CUSTOMERS)
def close(request: SignedInRequest, customer_id: str) -> HttpResponse:
    """Close a customer, after saying what that means."""
    found = get_object_or_404(Customer, customer_id=customer_id)
    if request.method == "GET":
        people = found.people.filter(is_active=True).order_by("email")
        return render(request, "portal/customer_close.html", {"customer": found, "people": people})
    try:
        close_customer(found, actor=request.user.email, now=now())
    except CustomerRefused as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, f"{found.name} is closed; its people are out.")
    return redirect("customer", customer_id)
