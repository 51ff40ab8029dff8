"""Files from staff, kept in memory: no other page of the site takes any (FILE_UPLOAD_HANDLERS)."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.contrib.admin.sites import AdminSite
from django.core.files.uploadhandler import MemoryFileUploadHandler
from django.http import HttpRequest, HttpResponse
from django.views.decorators.csrf import csrf_exempt


def takes_a_file(site: AdminSite, view: Callable[..., HttpResponse]) -> Any:
    """A view of the admin that reads `request.FILES`; whoever is not signed in sends nothing that is read.

    The handler of files must be chosen before the form is read, so before Django's check of its
    token; `admin_view` makes that check afterwards.
    """
    protected = site.admin_view(view)

    @csrf_exempt
    @wraps(view)
    def respond(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if site.has_permission(request):
            request.upload_handlers = [MemoryFileUploadHandler(request)]
        return protected(request, *args, **kwargs)

    return respond
