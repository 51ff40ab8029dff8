"""Reference content, read once into the process and read again when its version changes.

Where a `Watch` runs, its thread looks at the version and no request ever does. Elsewhere (the
development server, commands, tests) whoever asks looks, every few seconds at most.
"""

import logging
import threading
import time
from collections.abc import Callable
from typing import Generic, TypeVar

from django.db import Error, close_old_connections

from thresholds.models import ContentVersion

Content = TypeVar("Content")
SECONDS_BETWEEN_LOOKS = 4
SECONDS_UNTIL_STALE = 20

logger = logging.getLogger(__name__)


class ContentUnavailable(Exception):
    """The database cannot be read and nothing was ever read from it."""


class Held(Generic[Content]):
    """What `read` gives, held in memory; while the database fails, the last content goes on serving."""

    def __init__(self, read: Callable[[], Content]) -> None:
        self._read = read
        self._lock = threading.Lock()
        self.is_watched = False
        self.forget()

    def forget(self) -> None:
        """Read again at the next look."""
        self._content: Content | None = None
        self._version: int | None = None
        self._looked_at = self._read_at = float("-inf")
        self._failed = False

    @property
    def last(self) -> Content | None:
        """The content last read, without a look at the database; None where none was ever read."""
        return self._content

    def current(self) -> Content:
        """The content; raises ContentUnavailable where none was ever read."""
        # Whoever has content does not wait while another thread looks.
        if self._is_due() and self._lock.acquire(blocking=self._content is None):
            try:
                if self._is_due():
                    look(self)
            finally:
                self._lock.release()
        if self._content is None:
            raise ContentUnavailable
        return self._content

    @property
    def age(self) -> float:
        """Seconds since the content was last known to be that of the database."""
        return time.monotonic() - self._read_at

    @property
    def is_stale(self) -> bool:
        """The last look failed, or the thread that should look hangs on the database."""
        return self._failed or (self.is_watched and self.age > SECONDS_UNTIL_STALE)

    def compare(self, version: int) -> None:
        """Read again if what is held is of another version."""
        if self._content is None or version != self._version:
            self._content, self._version = self._read(), version
        self._looked_at = self._read_at = time.monotonic()
        self._failed = False

    def fail(self) -> None:
        """Go on with what is held; where nothing is, whoever asks next looks again."""
        self._failed = True
        if self._content is not None:
            self._looked_at = time.monotonic()

    def _is_due(self) -> bool:
        return not self.is_watched and time.monotonic() - self._looked_at >= SECONDS_BETWEEN_LOOKS


def look(*several: Held) -> None:
    """Compare with the version of the database, asked once for all of them."""
    try:
        version = ContentVersion.current()
        for held in several:
            held.compare(version)
    except Exception as error:
        for held in several:
            held.fail()
        if not isinstance(error, Error):
            raise


def look_and_go_on(*several: Held) -> None:
    """Look, on a fresh connection where the last one is old or broken, and log what cannot be read."""
    close_old_connections()
    try:
        look(*several)
    except Exception:
        # A row that cannot be read must not end the site: a later edit mends it.
        logger.exception("The content could not be read")


class Watch(threading.Thread):
    """Looks every few seconds, on a connection of its own, until the process ends."""

    def __init__(self, *several: Held) -> None:
        super().__init__(name="content", daemon=True)
        self.looked = threading.Event()
        self._several = several
        self._ended = threading.Event()

    def run(self) -> None:
        for held in self._several:
            held.is_watched = True
        while not self._ended.is_set():
            look_and_go_on(*self._several)
            self.looked.set()
            self._ended.wait(SECONDS_BETWEEN_LOOKS)
        close_old_connections()

    def end(self) -> None:
        """Let the thread end; whoever asks looks again."""
        self._ended.set()
        for held in self._several:
            held.is_watched = False
