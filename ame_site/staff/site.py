"""The admin: only for users who gave a code, and not for long."""

from collections.abc import Callable
from functools import wraps
from http import HTTPStatus
from typing import Any

from django.conf import settings
from django.contrib import messages
from django.contrib.auth import logout
from django.contrib.auth.models import User
from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django_otp.admin import OTPAdminSite

from ame_site.middleware import allow
from ame_site.staff.sign_in import SIGNED_IN_AT, SignInForm, count_wrong_password

SECONDS_BETWEEN_MARKS = 60


class StaffSite(OTPAdminSite):
    """Sessions end after 30 minutes without a page, with the browser, and in any case after a day's work."""

    login_form = SignInForm
    login_template = "admin/sign_in.html"
    site_header = site_title = _("AME content")

    def __init__(self, name: str = "admin") -> None:
        super().__init__(name)

    def admin_view(self, view: Callable[..., HttpResponse], cacheable: bool = False) -> Any:
        protected = super().admin_view(_within_limits(view), cacheable)

        @wraps(view)
        def respond(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
            if request.method == "POST" and view != self.logout and not self.has_permission(request):
                messages.warning(request, _("Your session had ended. What you sent was not saved."))
            return protected(request, *args, **kwargs)

        return respond

    def password_change(self, request: HttpRequest, extra_context: Any = None) -> HttpResponse:
        """One's own: a success is listed as a change of the user, a wrong old password counted."""
        response = super().password_change(request, extra_context)
        if response.status_code == HTTPStatus.FOUND:
            users = self.get_model_admin(User)
            users.log_change(request, request.user, [{"changed": {"fields": ["password"]}}])
        elif request.method == "POST" and response.context_data["form"].has_error(
            "old_password", "password_incorrect"
        ):
            count_wrong_password(request)
        return response

    def has_permission(self, request: HttpRequest) -> bool:
        if request.user.is_authenticated and _is_over(request):
            logout(request)
        return super().has_permission(request)


def _is_over(request: HttpRequest) -> bool:
    """Signed in too long ago, however busy since."""
    since = request.session.get(SIGNED_IN_AT, 0)
    return timezone.now().timestamp() - since > settings.ADMIN_SESSION_LONGEST


def _within_limits(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """Each page renews the session, once a minute at most: Django counts from its last change."""

    @wraps(view)
    def respond(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        now = timezone.now().timestamp()
        if now - request.session.get("seen_at", 0) > SECONDS_BETWEEN_MARKS:
            request.session["seen_at"] = now
        return allow(view(request, *args, **kwargs), "connect-src", "'self'")

    return respond
