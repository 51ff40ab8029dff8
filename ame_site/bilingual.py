"""Two languages at once: a second language under each text, for a client and a helper side by side.

A text that a catalogue lacks is the French one, and is marked as French.
"""

from collections.abc import Callable, Hashable, Iterator
from contextlib import AbstractContextManager, contextmanager
from contextvars import ContextVar
from gettext import NullTranslations
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.template.loader import render_to_string
from django.utils.cache import patch_vary_headers
from django.utils.html import conditional_escape, format_html
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language, gettext, gettext_lazy, override, trans_real

from ame_site.kept import Kept

FRENCH = "fr"  # what the fund reads
_SECOND: ContextVar[str | None] = ContextVar("second language", default=None)
_TAKES_MARKS: ContextVar[bool] = ContextVar("mark-up may stand here", default=True)
_IS_FRENCH: ContextVar[bool] = ContextVar("French stood in for a missing text", default=False)
_OF_THEM: ContextVar[bool] = ContextVar("speaks of the person", default=False)

# Short texts and larger pieces of pages, in the languages that they were asked for in.
TEXTS: Kept[SafeString] = Kept(2_000_000)
PIECES: Kept[SafeString] = Kept(8_000_000)


def second_language() -> str | None:
    """The code of the second language of this page, None where there is none."""
    code = _SECOND.get()
    return code if code and code != get_language() else None


def shows_french() -> bool:
    """Whether French is the language of this page, or its second one."""
    return settings.LANGUAGE_CODE in (get_language(), second_language())


def beside_french() -> str | None:
    """What stands beside French on paper: the reader's language, or the second of a French reader."""
    return second_language() if get_language() == FRENCH else get_language()


def language_of_the_client() -> str:
    """Of two languages the one that is not French, which is there for the helper; else the second."""
    first, second = get_language() or settings.LANGUAGE_CODE, second_language()
    return second if second and second != FRENCH else first


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
    """For what is said once, whatever the reader chose."""
    return _during(_SECOND, None)


def beside_each_text(second: str | None) -> AbstractContextManager[None]:
    """For a page that says itself which second language it has."""
    return _during(_SECOND, second)


@contextmanager
def at_the_desk(second: str | None) -> Iterator[None]:
    """Speak of the person to the helper; the second language, theirs, goes on speaking to them."""
    with _during(_SECOND, second), _during(_OF_THEM, True):
        yield


def worded(text: str) -> str:
    """A text of the core as this page speaks: to the person, or of them where it says so."""
    return getattr(text, "of_them", text) if speaks_of_them() else text


@contextmanager
def plain_text() -> Iterator[None]:
    """For what can hold no mark-up: titles."""
    with _during(_TAKES_MARKS, False), one_language_only():
        yield


class StandIn(NullTranslations):
    """The French catalogue, where another lacks a text: it notes that it answered."""

    def __init__(self, french: NullTranslations) -> None:
        super().__init__()
        self.french = french

    def gettext(self, message: str) -> str:
        _IS_FRENCH.set(True)
        return self.french.gettext(message)

    def ngettext(self, singular: str, plural: str, number: int) -> str:
        _IS_FRENCH.set(True)
        return self.french.ngettext(singular, plural, number)


_watched: dict[str, Any] = {}


def _note_what_is_missing() -> None:
    """Put the stand-in behind each catalogue; again where Django has read the catalogues anew."""
    global _watched
    if _watched is trans_real._translations:
        return
    TEXTS.forget()
    PIECES.forget()
    for code, _ in settings.LANGUAGES:
        catalogue = trans_real.translation(code)
        if catalogue._fallback and not isinstance(catalogue._fallback, StandIn):
            catalogue._fallback = StandIn(catalogue._fallback)
    _watched = trans_real._translations


Tone = tuple[str | None, str | None, bool, bool]
_TONES: dict[Tone, Tone] = {}  # one object for each, which names thousands of texts


def tone() -> Tone:
    """How this page speaks: all that a text of the site depends on beside itself."""
    _note_what_is_missing()
    language, second = get_language(), _SECOND.get()
    heard = language, second if second != language else None, _TAKES_MARKS.get(), _OF_THEM.get()
    return _TONES.setdefault(heard, heard)


def _rendered(render: Callable[[], str]) -> tuple[SafeString, bool]:
    """What `render` gives, and whether French stood in for it."""
    _note_what_is_missing()
    token = _IS_FRENCH.set(False)
    try:
        return conditional_escape(render()), _IS_FRENCH.get()
    finally:
        _IS_FRENCH.reset(token)


def with_second(render: Callable[[], str]) -> SafeString:
    """What `render` gives, and under it the same in the second language, each marked as what it is."""
    first, is_french = _rendered(render)
    shown = first
    if is_french and _TAKES_MARKS.get():
        shown = format_html('<span lang="{}" dir="{}">{}</span>', *_marks(settings.LANGUAGE_CODE), first)
    if (language := second_language()) is None:
        return shown
    with override(language), one_language_only(), _during(_OF_THEM, False):
        second, is_french = _rendered(render)
    if second == first:
        return shown
    marks = _marks(settings.LANGUAGE_CODE if is_french else language)
    return format_html('{} <span class="second" lang="{}" dir="{}">{}</span>', shown, *marks, second)


def _marks(language: str) -> tuple[str, str]:
    return language, direction(language)


def say(text: str, **values: Any) -> SafeString:
    """A text of the core in one or two languages, its placeholders filled with safe values."""
    if not values:
        return say_in(tone(), text)

    def render() -> str:
        words = conditional_escape(gettext(worded(text)))
        return mark_safe(words % {name: conditional_escape(value) for name, value in values.items()})  # noqa: S308

    return with_second(render)


def say_in(heard: Tone, text: str) -> SafeString:
    """`say`, for who knows how the page speaks here and has many texts to say."""
    # Two texts can say the same to the person, and different things of them.
    name = ("said", text, worded(text), heard)
    return TEXTS.get(name, lambda: with_second(lambda: gettext(worded(text))))


def piece(heard: Tone, template: str, *says: Hashable, **context: Any) -> SafeString:
    """A template rendered once for each way of speaking; `says` names all else that it depends on."""
    return PIECES.get((template, heard, *says), lambda: render_to_string(template, context))


def lazily(text: str) -> Any:
    """A text of the core, translated only when it is shown: twice, where two languages are."""
    return gettext_lazy(text)


def in_second_language(
    get_response: Callable[[HttpRequest], HttpResponse],
) -> Callable[[HttpRequest], HttpResponse]:
    """Read the choice of a second language from its cookie, for the time of one request."""

    def respond(request: HttpRequest) -> HttpResponse:
        code = request.COOKIES.get(settings.SECOND_LANGUAGE_COOKIE_NAME)
        with _during(_SECOND, code if code in dict(settings.LANGUAGES) else None):
            response = get_response(request)
        if response.headers.get("Cache-Control") != "no-store":
            patch_vary_headers(response, ("Cookie",))
        return response

    return respond
