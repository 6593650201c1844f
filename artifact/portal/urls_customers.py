"""The portal's addresses of customers, their people, grants and access keys."""

from django.urls import path

from artifact.portal.views import (
    access_keys,
    access_requests,
    company,
    customers,
    entrance,
    grants,
    people,
)

urlpatterns = [
    path("customers/", customers.customers, name="customers"),
    path("customers/add/", customers.add, name="customer-add"),
    path("customers/<id:customer_id>/", customers.customer, name="customer"),
    path("customers/<id:customer_id>/change/", customers.change, name="customer-change"),
    path("customers/<id:customer_id>/close/", customers.close, name="customer-close"),
    path("people/", people.people, name="people"),
    path("people/invite/", people.invite, name="person-invite"),
    path("people/<int:pk>/", people.person, name="person"),
    path("people/<int:pk>/remove/", people.remove, name="person-remove"),
    path("invitations/<int:pk>/withdraw/", people.withdraw, name="invitation-withdraw"),
    path("grants/", grants.grants, name="grants"),
    path("grants/give/", grants.give, name="grant-give"),
    path("grants/<int:pk>/revoke/", grants.revoke, name="grant-revoke"),
    path("access-requests/", access_requests.access_requests, name="access-requests"),
    path("access-requests/<int:pk>/", access_requests.access_request, name="access-request"),
    path("access-requests/<int:pk>/refuse/", access_requests.refuse, name="access-request-refuse"),
    path("access-keys/", access_keys.access_keys, name="access-keys"),
    path("access-keys/everybody/", access_keys.everybodys, name="everybodys-access-keys"),
    path("access-keys/<id:key_id>/rotate/", access_keys.rotate, name="access-key-rotate"),
    path("access-keys/<id:key_id>/revoke/", access_keys.revoke, name="access-key-revoke"),
    path("company/", company.company, name="company"),
    path("company/downloads/", company.downloads, name="company-downloads"),
    path("company/acceptances/", company.acceptances, name="company-acceptances"),
    path("company/invite/", company.invite, name="company-invite"),
    path("ask-for-access/", entrance.ask, name="ask-for-access"),
    path("ask-for-access/sent/", entrance.ask_sent, name="ask-sent"),
    path("ask-for-access/waits/", entrance.ask_waits, name="ask-waits"),
    path("ask-for-access/<str:token>/", entrance.prove, name="prove-mailbox"),
    path("invitation/<str:token>/", entrance.invitation, name="invitation"),
]
