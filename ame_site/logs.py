"""Logs and error reports that hold nothing a visitor sent."""

import logging
from typing import Any

from django.http import HttpRequest
from django.views.debug import SafeExceptionReporterFilter

WITHHELD = "withheld"


class NoVisitor(logging.Filter):
    """Drop the request and every argument: what is left is the kind of fault, not whose."""

    def filter(self, record: logging.LogRecord) -> bool:
        record.__dict__.pop("request", None)
        if record.name.startswith(("django.request", "django.security", "gunicorn")):
            record.args = ()
            record.msg = f"{record.name} {getattr(record, 'status_code', '')}".strip()
        return True


class WithoutValues(logging.Formatter):
    """A traceback's places and the error's type; its message may quote what was sent."""

    def formatException(self, ei: Any) -> str:
        kind, _, trace = ei
        places = []
        while trace:
            code = trace.tb_frame.f_code
            places.append(f"  {code.co_filename}:{trace.tb_lineno} {code.co_name}")
            trace = trace.tb_next
        return "\n".join((*places, kind.__name__ if kind else ""))


class HideEverything(SafeExceptionReporterFilter):
    """For a debug page in development: no form value, no cookie, no local variable."""

    def get_post_parameters(self, request: HttpRequest | None) -> dict[str, str]:
        return {}

    def get_safe_cookies(self, request: Any) -> dict[str, str]:
        return {}

    def get_traceback_frame_variables(self, request: Any, tb_frame: Any) -> list[tuple[str, Any]]:
        return []
