"""Reference content, read once into the process and read again when its version changes."""

import threading
import time
from collections.abc import Callable
from typing import Generic, TypeVar

from django.db import DatabaseError

from thresholds.models import ContentVersion

Content = TypeVar("Content")
SECONDS_BETWEEN_LOOKS = 5


class ContentUnavailable(Exception):
    """The database cannot be read and nothing was ever read from it."""


class Held(Generic[Content]):
    """What `read` gives, held in memory.

    The version row is looked at every few seconds at most. While the database fails,
    the last content goes on serving.
    """

    def __init__(self, read: Callable[[], Content]) -> None:
        self._read = read
        self._lock = threading.Lock()
        self.forget()

    def forget(self) -> None:
        """Read again at the next request."""
        self._content: Content | None = None
        self._version: int | None = None
        self._looked_at = float("-inf")
        self.is_stale = False

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
                    self._look()
            finally:
                self._lock.release()
        if self._content is None:
            raise ContentUnavailable
        return self._content

    def _is_due(self) -> bool:
        return time.monotonic() - self._looked_at >= SECONDS_BETWEEN_LOOKS

    def _look(self) -> None:
        try:
            version = ContentVersion.current()
            if self._content is None or version != self._version:
                self._content, self._version = self._read(), version
            self._looked_at = time.monotonic()
            self.is_stale = False
        except DatabaseError:
            self.is_stale = True
            if self._content is not None:
                self._looked_at = time.monotonic()
