"""A recorded voice that reads a question, where someone recorded one: `static/audio/<language>/<key>.mp3`."""

from dataclasses import dataclass
from functools import cache

from django.contrib.staticfiles.storage import staticfiles_storage
from django.utils.translation import get_language, override

from ame_site.bilingual import direction, one_language_only, say, second_language
from eligibility.domain.questions import Question
from eligibility.domain.wording import _


@dataclass(frozen=True)
class Voice:
    """A recording in one of the page's languages, with the word for it in that language."""

    language: str
    direction: str
    word: str
    address: str


def voices(question: Question) -> list[Voice]:
    """The recordings of a question in the languages of this page."""
    shown = filter(None, (get_language(), second_language()))
    return [voice for language in shown if (voice := _voice(language, question.key))]


@cache
def _voice(language: str, key: str) -> Voice | None:
    """Looked up once: a new recording is served after `collectstatic` and a start."""
    name = f"audio/{language}/{key}.mp3"
    if not staticfiles_storage.exists(name):
        return None
    with override(language), one_language_only():
        return Voice(language, direction(language), say(_("Listen")), staticfiles_storage.url(name))
