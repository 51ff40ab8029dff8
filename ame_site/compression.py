"""Pages compressed as they are made: with Brotli where the browser takes it, else as Django does."""

import re
import secrets
from functools import lru_cache, partial
from typing import Any

import brotli
from django.http import HttpRequest, HttpResponse
from django.middleware.gzip import GZipMiddleware
from django.utils.cache import patch_vary_headers

TAKES_BROTLI = re.compile(r"\bbr\b(?!\s*;\s*q=0(\.0*)?\s*(,|$))")
TOO_SHORT = 200
# Higher qualities cost several times the CPU for a few bytes; the pages fit the window.
QUALITY, WINDOW_BITS = 5, 16


class Compression(GZipMiddleware):
    """Brotli with the random length that Django gives to gzip, against those who measure secrets (BREACH).

    A response may have a `stream`: its content as a Brotli stream, with so many bytes of padding.
    """

    def process_response(self, request: HttpRequest, response: HttpResponse) -> Any:
        takes_it = TAKES_BROTLI.search(request.META.get("HTTP_ACCEPT_ENCODING", ""))
        if not takes_it or response.streaming or response.has_header("Content-Encoding"):
            return super().process_response(request, response)
        if len(response.content) < TOO_SHORT:
            return response
        patch_vary_headers(response, ("Accept-Encoding",))
        if "public" in response.headers.get("Cache-Control", ""):
            response.content = compressed_once(response.content)
        else:
            stream = getattr(response, "stream", partial(compressed, response.content))
            response.content = stream(padding=secrets.randbelow(self.max_random_bytes))
        response.headers["Content-Length"] = str(len(response.content))
        response.headers["Content-Encoding"] = "br"
        return response


def compressor() -> Any:
    """What presses every page: pages pressed in another way would be told apart by their lengths."""
    return brotli.Compressor(mode=brotli.MODE_TEXT, quality=QUALITY, lgwin=WINDOW_BITS)


def compressed(content: bytes, padding: int) -> bytes:
    """The content as a Brotli stream with so many bytes of metadata, which browsers skip (RFC 7932, 9.2)."""
    press = compressor()
    stream = press.process(content) + press.flush()
    return stream + metadata(padding) + press.finish()


@lru_cache(maxsize=32)
def compressed_once(content: bytes) -> bytes:
    """The stream of a page that a shared cache may keep: it holds nothing of a visitor."""
    return compressed(content, padding=0)


def metadata(length: int) -> bytes:
    """So many bytes that browsers skip.

    From the lowest bit: not the last block, metadata, one byte of length less one, that length.
    """
    if not length:
        return b""
    return (0b01_0_11_0 | (length - 1) << 6).to_bytes(2, "little") + bytes(length)
