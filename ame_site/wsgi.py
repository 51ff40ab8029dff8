"""The WSGI entry point that gunicorn serves."""

import os
from typing import Any

import django
from django.core.handlers.wsgi import WSGIHandler, WSGIRequest
from django.utils.http import parse_header_parameters

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "ame_site.settings")


class Utf8Request(WSGIRequest):
    """A request read as UTF-8, whatever it claims: some charsets make Django fail before any middleware."""

    def _set_content_type_params(self, meta: dict[str, Any]) -> None:
        self.content_type, params = parse_header_parameters(meta.get("CONTENT_TYPE", ""))
        self.content_params = {name: value for name, value in params.items() if name != "charset"}


class Application(WSGIHandler):
    request_class = Utf8Request


django.setup(set_prefix=False)
application = Application()
