"""Two languages at once: a second language under each text, for a client and a helper side by side."""

from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from contextvars import ContextVar
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils.cache import patch_vary_headers
from django.utils.html import conditional_escape, format_html
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language, gettext, gettext_lazy, override

_SECOND: ContextVar[str | None] = ContextVar("second language", default=None)
_OF_THEM: ContextVar[bool] = ContextVar("speaks of the person", default=False)


def second_language() -> str | None:
    """The code of the second language of this page, None where there is none."""
    code = _SECOND.get()
    return code if code != get_language() else None


def direction(language: str) -> str:
    return "rtl" if language in settings.LANGUAGES_BIDI else "ltr"


def speaks_of_them() -> bool:
    """Whether the page speaks of the person, to a helper, rather than to the person."""
    return _OF_THEM.get()


@contextmanager
def _during(variable: ContextVar[Any], value: Any) -> Iterator[None]:
    token = variable.set(value)
    try:
        yield
    finally:
        variable.reset(token)


def one_language_only() -> AbstractContextManager[None]:
    """For what can hold no mark-up: titles, attributes, options of a list."""
    return _during(_SECOND, None)


@contextmanager
def at_the_desk(second: str | None) -> Iterator[None]:
    """Speak of the person to the helper; the second language, theirs, goes on speaking to them."""
    with _during(_SECOND, second), _during(_OF_THEM, True):
        yield


def worded(text: str) -> str:
    """A text of the core as this page speaks: to the person, or of them where it says so."""
    return getattr(text, "of_them", text) if speaks_of_them() else text


def with_second(render: Callable[[], str]) -> SafeString:
    """What `render` gives, and under it the same in the second language, marked as such."""
    first = conditional_escape(render())
    language = second_language()
    if language is None:
        return first
    with override(language), one_language_only(), _during(_OF_THEM, False):
        second = conditional_escape(render())
    if second == first:
        return first
    return format_html(
        '{} <span class="second" lang="{}" dir="{}">{}</span>', first, language, direction(language), second
    )


def say(text: str, **values: Any) -> SafeString:
    """A text of the core in one or two languages, its placeholders filled with safe values."""

    def render() -> str:
        words = conditional_escape(gettext(worded(text)))
        return mark_safe(words % {name: conditional_escape(value) for name, value in values.items()})  # noqa: S308

    return with_second(render if values else lambda: gettext(worded(text)))


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
