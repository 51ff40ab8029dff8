"""The least that Django can serve: one address, no middleware, two words."""

from django.http import HttpRequest, HttpResponse
from django.urls import path


def bare(request: HttpRequest) -> HttpResponse:
    return HttpResponse("It works")


urlpatterns = [path("", bare)]
