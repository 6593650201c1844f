"""Django's admin, for administrators: people and grants only. Evidence has no editor."""

from django.contrib import admin

from artifact.users.models import Grant, User


@admin.register(User)
class UserAdmin(admin.ModelAdmin):  # type: ignore[type-arg]  # not generic at run time
    """People; passwords are set by the create_user command."""

    list_display = ("email", "name", "role", "is_active")
    list_filter = ("role", "is_active")
    search_fields = ("email", "name")
    fields = ("email", "name", "role", "is_active")


@admin.register(Grant)
class GrantAdmin(admin.ModelAdmin):  # type: ignore[type-arg]  # not generic at run time
    """What outsiders may read."""

    list_display = ("user", "framework", "account", "starts_at", "ends_at", "revoked_at")
    list_filter = ("framework",)
