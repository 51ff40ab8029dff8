"""What only the pages of staff need: public ones pass it by, and open no session whatever happens."""

from collections.abc import Callable

from django.conf import settings
from django.contrib.auth.middleware import AuthenticationMiddleware
from django.contrib.messages.middleware import MessageMiddleware
from django.contrib.sessions.middleware import SessionMiddleware
from django.http import HttpRequest, HttpResponse
from django_otp.middleware import OTPMiddleware
from simple_history.middleware import HistoryRequestMiddleware

Respond = Callable[[HttpRequest], HttpResponse]
HAS_ADMIN, PLACE = settings.ADMIN, f"/{settings.ADMIN_PATH}/"  # read once: each request asks five times


def is_for_staff(request: HttpRequest) -> bool:
    """Whether the address is one of the admin, where there is an admin."""
    return HAS_ADMIN and request.path_info.startswith(PLACE)


class ForStaff:
    """Mixed into a middleware: Django's checks look for its subclasses."""

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if is_for_staff(request):
            return super().__call__(request)
        return self.get_response(request)


class Sessions(ForStaff, SessionMiddleware):
    pass


class Authentication(ForStaff, AuthenticationMiddleware):
    pass


class OneTimePasswords(ForStaff, OTPMiddleware):
    pass


class Messages(ForStaff, MessageMiddleware):
    pass


def history(get_response: Respond) -> Respond:
    """Note in the history of the content who changed it."""
    with_history = HistoryRequestMiddleware(get_response)

    def respond(request: HttpRequest) -> HttpResponse:
        return with_history(request) if is_for_staff(request) else get_response(request)

    return respond
