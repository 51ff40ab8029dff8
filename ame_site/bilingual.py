"""Two languages at once: a second language under each text, for a client and a helper side by side."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils.cache import patch_vary_headers
from django.utils.html import conditional_escape, format_html
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language, gettext, gettext_lazy, override

FRENCH = "fr"  # what the fund reads
_SECOND: ContextVar[str | None] = ContextVar("second language", default=None)


def second_language() -> str | None:
    """The code of the second language of this page, None where there is none."""
    code = _SECOND.get()
    return code if code != get_language() else None


def beside_french() -> str | None:
    """What stands beside French on paper: the reader's language, or the second of a French reader."""
    return second_language() if get_language() == FRENCH else get_language()


def direction(language: str) -> str:
    return "rtl" if language in settings.LANGUAGES_BIDI else "ltr"


@contextmanager
def one_language_only() -> Iterator[None]:
    """For what can hold no mark-up: titles, attributes, options of a list."""
    token = _SECOND.set(None)
    try:
        yield
    finally:
        _SECOND.reset(token)


def with_second(render: Callable[[], str]) -> SafeString:
    """What `render` gives, and under it the same in the second language, marked as such."""
    first = conditional_escape(render())
    language = second_language()
    if language is None:
        return first
    with override(language), one_language_only():
        second = conditional_escape(render())
    if second == first:
        return first
    return format_html(
        '{} <span class="second" lang="{}" dir="{}">{}</span>', first, language, direction(language), second
    )


def say(text: str, **values: Any) -> SafeString:
    """A text of the core in one or two languages, its placeholders filled with safe values."""

    def render() -> str:
        words = conditional_escape(gettext(text))
        return mark_safe(words % {name: conditional_escape(value) for name, value in values.items()})  # noqa: S308

    return with_second(render if values else lambda: gettext(text))


def lazily(text: str) -> Any:
    """A text of the core, translated only when it is shown: twice, where two languages are."""
    return gettext_lazy(text)


def in_second_language(
    get_response: Callable[[HttpRequest], HttpResponse],
) -> Callable[[HttpRequest], HttpResponse]:
    """Read the choice of a second language from its cookie, for the time of one request."""

    def respond(request: HttpRequest) -> HttpResponse:
        code = request.COOKIES.get(settings.SECOND_LANGUAGE_COOKIE_NAME)
        token = _SECOND.set(code if code in dict(settings.LANGUAGES) else None)
        try:
            response = get_response(request)
        finally:
            _SECOND.reset(token)
        patch_vary_headers(response, ("Cookie",))
        return response

    return respond
