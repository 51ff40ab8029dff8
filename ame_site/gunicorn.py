"""How gunicorn serves the site; `BIND` (or `PORT`) and `WEB_CONCURRENCY` come from the environment."""

import signal
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from ame_site import environment

# A platform that chooses the port says so in PORT and asks on every address.
port = environment.text("PORT")
bind = environment.text("BIND", f"0.0.0.0:{port}" if port else "127.0.0.1:8000")
workers = environment.number("WEB_CONCURRENCY", 2)
worker_class = "gthread"
# A page is served while a PDF is made. They share one interpreter: more of them wait for each other.
threads = 2
keepalive = 5
preload_app = True
control_socket_disable = True
# A heartbeat on a busy disk would let a healthy worker look dead.
worker_tmp_dir = "/dev/shm" if Path("/dev/shm").is_dir() else None  # noqa: S108
max_requests = 20_000
max_requests_jitter = 2_000
graceful_timeout = 25
# No header says where the site stands: a proxy on this machine might let a visitor's through.
forwarder_headers = ""
limit_request_line = 2048
limit_request_fields = 60


SECONDS_TO_WAIT_FOR_A_LOCK = 3
SECONDS_TO_READ = 4  # before each fork; meanwhile no worker that died is replaced


@contextmanager
def at_most(seconds: int) -> Iterator[None]:
    """End what waits on the database for longer, as if the database were away: for the main thread only."""
    from django.db import OperationalError

    def end(*_: Any) -> None:
        raise OperationalError

    before = signal.signal(signal.SIGALRM, end)
    try:
        signal.alarm(seconds)
        yield
        signal.alarm(0)
    except OperationalError:  # it rang outside the reading itself
        pass
    finally:
        signal.alarm(0)
        signal.signal(signal.SIGALRM, before)


def pre_fork(server: Any, worker: Any) -> None:
    """Read the content into the process that workers are made of, and once what else they all need.

    A worker born while the database is away then has the last content that could be read; a database that
    hangs, behind the lock of a migration for example, must not keep workers from being born.
    """
    from django.db import connections

    from ame_site.warm import warm
    from eligibility.content import HELD
    from thresholds.held import look_and_go_on

    with at_most(SECONDS_TO_READ):
        look_and_go_on(*HELD)
    if not getattr(server, "is_warm", False):
        server.is_warm = True
        warm()
    # A connection must not be shared by two processes.
    connections.close_all()


def give_up_on_locks(connection: Any, **_: Any) -> None:
    """Let a page of staff fail that waits on a lock, of a migration for example: each holds a thread of two.

    SQLite does the same after five seconds. The thread that looks for new content holds nobody up, and waits.
    """
    from thresholds.held import Watch

    if connection.vendor == "postgresql" and not isinstance(threading.current_thread(), Watch):
        with connection.cursor() as cursor:
            cursor.execute(f"SET lock_timeout = '{SECONDS_TO_WAIT_FOR_A_LOCK}s'")


def post_worker_init(worker: Any) -> None:
    """See that the content is the newest before the first visitor, and follow it from then on.

    Where the database hangs, visitors wait no longer than needed for the content read before the fork.

    Each worker has a thread of its own: a thread does not live through a fork.
    """
    from django.db.backends.signals import connection_created

    from eligibility.content import HELD
    from thresholds.held import SECONDS_UNTIL_STALE, Watch

    connection_created.connect(give_up_on_locks)
    worker.watch = Watch(*HELD)
    worker.watch.start()
    has_content = all(held.last is not None for held in HELD)
    worker.watch.looked.wait(SECONDS_TO_READ if has_content else SECONDS_UNTIL_STALE)


def worker_exit(server: Any, worker: Any) -> None:
    """Close the connection of the thread, if the worker came far enough to have one."""
    if watch := getattr(worker, "watch", None):
        watch.end()
        watch.join(timeout=1)


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
