"""Django's admin, for administrators: people and grants only. Evidence has no editor."""

from typing import Any

from allauth.account.decorators import secure_admin_login
from django.contrib import admin
from django.http import HttpRequest

from artifact.clock import now
from artifact.customers.switch_off import switch_off
from artifact.users.models import Grant, User
from artifact.users.record import record_grant, record_person

# The admin's own sign-in knows neither second factors nor limits on attempts.
admin.site.login = secure_admin_login(admin.site.login)  # type: ignore[method-assign]  # as Django says to
admin.site.site_header = admin.site.site_title = "Artifact: people and grants"


@admin.register(User)
class UserAdmin(admin.ModelAdmin):  # type: ignore[type-arg]  # not generic at run time
    """People. A new one chooses a password through "Forgotten your password?"."""

    list_display = ("email", "name", "role", "customer", "is_active")
    list_filter = ("role", "is_active")
    list_select_related = ("customer", "customer__parent")
    search_fields = ("email", "name")
    fields = ("email", "name", "role", "customer", "is_active")

    def save_model(self, request: HttpRequest, obj: User, form: Any, change: bool) -> None:  # noqa: FBT001 -- Django calls it so
        """Save the person, and say so in the ledger."""
        if not change:
            obj.set_unusable_password()
        super().save_model(request, obj, form, change)
        if change and "is_active" in form.changed_data and not obj.is_active:
            # Their keys and invitations go with them, as in the portal.
            switch_off(obj, actor=str(request.user), now=now())
        else:
            record_person(obj, actor=str(request.user), is_new=not change, now=now())


@admin.register(Grant)
class GrantAdmin(admin.ModelAdmin):  # type: ignore[type-arg]  # not generic at run time
    """What outsiders may read. A grant ends by being revoked, never by being deleted."""

    list_display = ("__str__", "account", "starts_at", "ends_at", "revoked_at")
    list_filter = ("framework", "category")
    list_select_related = ("user", "customer", "account")
    fields = (
        "user",
        "customer",
        "is_for_every_customer",
        "framework",
        "category",
        "series",
        "account",
        "regions",
        "starts_at",
        "ends_at",
        "revoked_at",
        "granted_by",
    )
    readonly_fields = ("granted_by",)

    def save_model(self, request: HttpRequest, obj: Grant, form: Any, change: bool) -> None:  # noqa: FBT001 -- Django calls it so
        """Save the grant with who gave it, and say so in the ledger."""
        obj.granted_by = obj.granted_by or str(request.user)
        super().save_model(request, obj, form, change)
        record_grant(obj, actor=str(request.user), is_new=not change, now=now())
