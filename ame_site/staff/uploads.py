"""Files from staff, kept in memory: no other page of the site takes any (FILE_UPLOAD_HANDLERS)."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.contrib.admin.sites import AdminSite
from django.core.files.uploadhandler import MemoryFileUploadHandler
from django.http import HttpRequest, HttpResponse
from django.views.decorators.csrf import csrf_exempt


def takes_a_file(site: AdminSite, protected: Callable[..., HttpResponse]) -> Any:
    """A view that reads `request.FILES`, of what `admin_view` made of it.

    Whoever is not signed in sends nothing that is read. The handler of files must be chosen before the form
    is read, so before Django's check of its token; `admin_view` makes that check afterwards.
    """

    @csrf_exempt
    @wraps(protected)
    def respond(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if site.has_permission(request):
            request.upload_handlers = [MemoryFileUploadHandler(request)]
        return protected(request, *args, **kwargs)

    return respond
