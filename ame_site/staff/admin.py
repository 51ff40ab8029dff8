"""Users and their roles, as an administrator sees them."""

from typing import Any

from django import forms
from django.contrib import admin, messages
from django.contrib.auth.admin import UserAdmin
from django.contrib.auth.forms import UserChangeForm
from django.contrib.auth.models import Group, User
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import models
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import URLPattern, path
from django.utils.translation import gettext_lazy as _
from django.utils.translation import gettext_noop
from django.views.decorators.debug import sensitive_variables
from django_otp.plugins.otp_totp.models import TOTPDevice

from ame_site.staff import devices, roles
from ame_site.staff.audit import AuditAdmin
from ame_site.staff.models import SignIn

# Roles are made by the code, and a secret is shown once: neither is edited as a row.
admin.site.unregister(Group)
admin.site.unregister(TOTPDevice)
admin.site.unregister(User)
admin.site.register(SignIn, AuditAdmin)


class RolesField(forms.ModelMultipleChoiceField):
    """The roles in words, as boxes to tick."""

    widget = forms.CheckboxSelectMultiple(attrs={"class": "radiolist"})

    def label_from_instance(self, obj: Group) -> str:
        return roles.label(obj.name)


class RolesFilter(admin.RelatedFieldListFilter):
    """The same words beside the list."""

    def field_choices(self, *args: Any) -> list[tuple[int, str]]:
        return [(group.pk, roles.label(group.name)) for group in Group.objects.order_by("name")]


class StaffForm(UserChangeForm):
    """Somebody must remain who can give roles and second factors."""

    LAST = _("This is the last administrator with a second factor: make another one first.")

    def clean(self) -> dict[str, Any]:
        given = super().clean()
        stays = (
            given.get("is_active")
            and given.get("is_staff")
            and any(group.name == roles.ADMINISTRATORS for group in given.get("groups", ()))
        )
        able = roles.able_administrators()
        if not stays and able.filter(pk=self.instance.pk) and not able.exclude(pk=self.instance.pk):
            raise ValidationError(self.LAST)
        return given


@admin.register(User)
class StaffAdmin(UserAdmin):
    """No right of a single user, and nobody above the roles: what someone may do is read in one place."""

    form = StaffForm
    fieldsets = (
        (None, {"fields": ("username", "password")}),
        (_("Who it is"), {"fields": ("first_name", "last_name", "email")}),
        (_("What this person may do"), {"fields": ("is_active", "is_staff", "groups")}),
    )
    add_fieldsets = ((None, {"fields": ("username", "password1", "password2", "is_staff", "groups")}),)
    list_display = ("username", "roles", "has_second_factor", "is_active", "last_login")
    list_filter = (("groups", RolesFilter), "is_active")
    change_form_template = "admin/staff/user.html"

    def get_queryset(self, request: HttpRequest) -> models.QuerySet:
        return super().get_queryset(request).prefetch_related("groups", "totpdevice_set")

    @admin.display(description=_("roles"))
    def roles(self, row: User) -> str:
        return "; ".join(roles.label(group.name) for group in row.groups.all())

    @admin.display(description=_("Second factor"), boolean=True)
    def has_second_factor(self, row: User) -> bool:
        return bool(row.totpdevice_set.all())

    def formfield_for_manytomany(
        self, db_field: models.ManyToManyField, request: HttpRequest, **kwargs: Any
    ) -> forms.Field | None:
        if db_field.name != "groups":
            return super().formfield_for_manytomany(db_field, request, **kwargs)
        return RolesField(Group.objects.order_by("name"), label=_("Roles"), required=False)

    def get_changeform_initial_data(self, request: HttpRequest) -> dict[str, Any]:
        return {**super().get_changeform_initial_data(request), "is_staff": True}

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """The history names people: who leaves is made inactive, which ends their sessions."""
        return False

    def construct_change_message(
        self, request: HttpRequest, form: forms.ModelForm, formsets: Any, add: bool = False
    ) -> Any:
        """Which roles someone has from now on, not only that they changed."""
        message = super().construct_change_message(request, form, formsets, add)
        if "groups" in form.changed_data:
            message.append({"roles": sorted(group.name for group in form.cleaned_data["groups"])})
        return message

    def get_urls(self) -> list[URLPattern]:
        view = self.admin_site.admin_view(self.second_factor)
        return [path("<int:pk>/second-factor/", view, name="second_factor"), *super().get_urls()]

    @sensitive_variables()
    def second_factor(self, request: HttpRequest, pk: int) -> HttpResponse:
        """Ask, then make a new secret and show it on this one page."""
        user = get_object_or_404(self.get_queryset(request), pk=pk)
        if not self.has_change_permission(request, user):
            raise PermissionDenied
        context = {
            **self.admin_site.each_context(request),
            "title": _("Second factor of %(name)s") % {"name": user.get_username()},
            "opts": self.opts,
            "original": user,
        }
        if request.method == "POST":
            device = devices.give_new_secret(user)
            self.log_change(request, user, [{"changed": {"fields": [gettext_noop("second factor")]}}])
            messages.warning(
                request, _("The earlier secret no longer works, and this one is shown only now.")
            )
            context |= {"picture": devices.picture_of(device), "secret": devices.secret_of(device)}
        return render(request, "admin/staff/second_factor.html", context)
