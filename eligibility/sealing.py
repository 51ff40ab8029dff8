"""Encrypted, authenticated, dated tokens, each for one purpose."""

import base64
import re
import time
from dataclasses import dataclass
from functools import lru_cache

from cryptography.fernet import Fernet, MultiFernet
from cryptography.fernet import InvalidToken as InvalidToken
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from django.conf import settings

# A browser keeps 4096 bytes for a cookie; ours are far below, and no longer token is decrypted.
LONGEST_TOKEN = 3000
# Base64 as Python reads it skips what is foreign to it: a token would have many spellings.
SPELLING = re.compile(r"[A-Za-z0-9_-]+={0,2}")


@lru_cache
def _box(purpose: bytes, keys: tuple[str, ...]) -> MultiFernet:
    """The first key seals, each opens: SECRET_KEY, then the fallbacks while keys are rotated."""
    return MultiFernet(
        [
            Fernet(
                base64.urlsafe_b64encode(
                    HKDF(SHA256(), length=32, salt=None, info=purpose).derive(key.encode())
                )
            )
            for key in keys
        ]
    )


@dataclass(frozen=True)
class Seal:
    """Tokens of one purpose, which no other purpose opens, valid for so many seconds."""

    purpose: bytes
    seconds: int

    @property
    def _current_box(self) -> MultiFernet:
        return _box(self.purpose, (settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS))

    def close(self, content: bytes) -> str:
        """The content as a token of URL-safe characters."""
        return self._current_box.encrypt(content).decode()

    def open(self, token: str) -> bytes:
        """The content; raises InvalidToken where the token is foreign, altered or too old."""
        if len(token) > LONGEST_TOKEN or not SPELLING.fullmatch(token):
            raise InvalidToken
        return self._current_box.decrypt(token, ttl=self.seconds)

    @staticmethod
    def age(token: str) -> float:
        """Seconds since a token that opens was made; its signature is not checked a second time."""
        version_and_time = base64.urlsafe_b64decode(token[:12])
        return time.time() - int.from_bytes(version_and_time[1:], "big")
