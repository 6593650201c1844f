"""The portal's addresses of notifications."""

from django.urls import path

from artifact.portal.views import mail_addresses, notifications, webhooks

SETTINGS = "notifications/settings/"
SUBSCRIPTION = "notifications/subscriptions/<int:pk>/"
ADDRESS = "notifications/addresses/"
WEBHOOK = "notifications/webhooks/<int:pk>/"

urlpatterns = [
    path("notifications/", notifications.inbox, name="inbox"),
    path("notifications/read/", notifications.read_all, name="inbox-read"),
    path("notifications/<int:pk>/", notifications.open_message, name="inbox-open"),
    path(SETTINGS, notifications.preferences, name="notification-settings"),
    path("notifications/deliveries/", notifications.deliveries, name="deliveries"),
    path("notifications/subscriptions/add/", notifications.add, name="subscription-add"),
    path(SUBSCRIPTION, notifications.change, name="subscription"),
    path(f"{SUBSCRIPTION}end/", notifications.end, name="subscription-end"),
    path(f"{ADDRESS}add/", mail_addresses.add, name="address-add"),
    path(f"{ADDRESS}<int:pk>/remove/", mail_addresses.remove, name="address-remove"),
    path(f"{ADDRESS}prove/<str:token>", mail_addresses.prove, name="address-prove"),
    path("notifications/webhooks/add/", webhooks.add, name="webhook-add"),
    path(WEBHOOK, webhooks.webhook, name="webhook"),
    path(f"{WEBHOOK}test/", webhooks.test, name="webhook-test"),
    path(f"{WEBHOOK}rotate/", webhooks.rotate, name="webhook-rotate"),
    path(f"{WEBHOOK}resume/", webhooks.resume, name="webhook-resume"),
    path(f"{WEBHOOK}remove/", webhooks.remove, name="webhook-remove"),
]
