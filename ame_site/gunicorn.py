"""How gunicorn serves the site; `BIND` and `WEB_CONCURRENCY` come from the environment."""

import os
from contextlib import suppress

bind = os.environ.get("BIND", "127.0.0.1:8000")
workers = int(os.environ.get("WEB_CONCURRENCY", "2"))
worker_class = "gthread"
threads = 4
keepalive = 5
preload_app = True
control_socket_disable = True
max_requests = 20_000
max_requests_jitter = 2_000
graceful_timeout = 25
limit_request_line = 2048
limit_request_fields = 60


def post_worker_init(worker: object) -> None:
    """Read the reference content before the first visitor, so that it serves even if the database goes."""
    from eligibility.content import DOCUMENTS
    from thresholds.amounts import AMOUNTS
    from thresholds.held import ContentUnavailable

    for held in (AMOUNTS, DOCUMENTS):
        with suppress(ContentUnavailable):
            held.current()


# gunicorn's own faults; never a visitor's address (see ame_site/logs.py).
logconfig_dict = {
    "version": 1,
    "disable_existing_loggers": False,
    "filters": {"no_visitor": {"()": "ame_site.logs.NoVisitor"}},
    "formatters": {"plain": {"()": "ame_site.logs.WithoutValues", "format": "%(message)s"}},
    "handlers": {
        "console": {"class": "logging.StreamHandler", "filters": ["no_visitor"], "formatter": "plain"}
    },
    "loggers": {
        "gunicorn.error": {"handlers": ["console"], "level": "WARNING", "propagate": False},
        "gunicorn.access": {"handlers": [], "level": "CRITICAL", "propagate": False},
    },
    "root": {"handlers": ["console"], "level": "WARNING"},
}
