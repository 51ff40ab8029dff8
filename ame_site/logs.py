"""Logs and error reports that hold nothing a visitor sent."""

import logging
from typing import Any

from django.http import HttpRequest
from django.views.debug import SafeExceptionReporterFilter

# What these say of themselves holds nothing that a visitor sent.
PLAIN_LOGGERS = ("gunicorn.error",)
QUOTES_A_REQUEST = ("Invalid request", "Error handling request", "Invalid HTTP")


class NoVisitor(logging.Filter):
    """Drop the request, the message and its arguments: what is left is the kind of fault, not whose.

    gunicorn's own start and worker messages go through, those that quote a request do not.
    """

    def filter(self, record: logging.LogRecord) -> bool:
        record.__dict__.pop("request", None)
        quotes = str(record.msg).startswith(QUOTES_A_REQUEST)
        if record.name not in PLAIN_LOGGERS or quotes:
            record.args = ()
            record.msg = str(getattr(record, "status_code", "")) or record.levelname.lower()
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
