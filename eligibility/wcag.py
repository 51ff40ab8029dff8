"""Each criterion of WCAG 2.2 at levels A and AA: how it was checked here, and what only people can check.

The names are those of the W3C recommendation of 5 October 2023.
"""

from dataclasses import dataclass
from enum import Enum

from eligibility.domain.wording import _


class Check(Enum):
    """How a criterion was checked."""

    AXE = _("axe, on every page, in light and dark colours")
    HTML = _("an HTML checker, on every page")
    KEYBOARD = _("a journey with the keyboard alone")
    SCREEN = _("every page at 320 pixels, with text at 200 % and with wide spacing")
    TESTS = _("tests of our own, in a real browser")
    READING = _("by us, reading the code of the pages")
    NOTHING = _("Nothing on this site that it is about.")


class People(Enum):
    """What only people can check; none of it was done yet."""

    VOICE = _("listening with a screen reader")
    WORDS = _("asking readers whether they understand")
    EYE = _("looking, on real telephones")


@dataclass(frozen=True)
class Criterion:
    """A success criterion; `limit` says what is known not to be met."""

    number: str
    level: str
    name: str
    checks: tuple[Check, ...]
    people: tuple[People, ...] = ()
    limit: str = ""


_AXE, _HTML, _KEYBOARD, _SCREEN, _TESTS, _READING, _NOTHING = Check
_VOICE, _WORDS, _EYE = People

CRITERIA = (
    Criterion("1.1.1", "A", _("Non-text content"), (_AXE,), (_VOICE,)),
    Criterion("1.2.1", "A", _("Audio-only and video-only (prerecorded)"), (_NOTHING,)),
    Criterion("1.2.2", "A", _("Captions (prerecorded)"), (_NOTHING,)),
    Criterion("1.2.3", "A", _("Audio description or media alternative (prerecorded)"), (_NOTHING,)),
    Criterion("1.2.4", "AA", _("Captions (live)"), (_NOTHING,)),
    Criterion("1.2.5", "AA", _("Audio description (prerecorded)"), (_NOTHING,)),
    Criterion("1.3.1", "A", _("Info and relationships"), (_AXE, _HTML), (_VOICE,)),
    Criterion("1.3.2", "A", _("Meaningful sequence"), (_KEYBOARD, _READING), (_VOICE,)),
    Criterion("1.3.3", "A", _("Sensory characteristics"), (_READING,), (_WORDS,)),
    Criterion("1.3.4", "AA", _("Orientation"), (_READING,), (_EYE,)),
    Criterion("1.3.5", "AA", _("Identify input purpose"), (_NOTHING,)),
    Criterion("1.4.1", "A", _("Use of color"), (_TESTS, _READING), (_EYE,)),
    Criterion("1.4.2", "A", _("Audio control"), (_NOTHING,)),
    Criterion("1.4.3", "AA", _("Contrast (minimum)"), (_AXE,), (_EYE,)),
    Criterion("1.4.4", "AA", _("Resize text"), (_SCREEN,), (_EYE,)),
    Criterion("1.4.5", "AA", _("Images of text"), (_READING,)),
    Criterion("1.4.10", "AA", _("Reflow"), (_SCREEN,), (_EYE,)),
    Criterion("1.4.11", "AA", _("Non-text contrast"), (_TESTS,), (_EYE,)),
    Criterion("1.4.12", "AA", _("Text spacing"), (_SCREEN,)),
    Criterion("1.4.13", "AA", _("Content on hover or focus"), (_NOTHING,)),
    Criterion("2.1.1", "A", _("Keyboard"), (_KEYBOARD,)),
    Criterion("2.1.2", "A", _("No keyboard trap"), (_KEYBOARD,)),
    Criterion("2.1.4", "A", _("Character key shortcuts"), (_TESTS, _READING), (_VOICE,)),
    Criterion(
        "2.2.1",
        "A",
        _("Timing adjustable"),
        (_READING,),
        limit=_(
            "Answers are erased after 60 minutes without use; a code to scan ends after 30. This protects people who share a telephone, and cannot be changed."
        ),
    ),
    Criterion("2.2.2", "A", _("Pause, stop, hide"), (_NOTHING,)),
    Criterion("2.3.1", "A", _("Three flashes or below threshold"), (_NOTHING,)),
    Criterion("2.4.1", "A", _("Bypass blocks"), (_KEYBOARD,)),
    Criterion("2.4.2", "A", _("Page titled"), (_TESTS,)),
    Criterion("2.4.3", "A", _("Focus order"), (_KEYBOARD,), (_VOICE,)),
    Criterion("2.4.4", "A", _("Link purpose (in context)"), (_AXE, _READING), (_VOICE,)),
    Criterion("2.4.5", "AA", _("Multiple ways"), (_READING,)),
    Criterion("2.4.6", "AA", _("Headings and labels"), (_AXE, _READING), (_WORDS,)),
    Criterion("2.4.7", "AA", _("Focus visible"), (_KEYBOARD,), (_EYE,)),
    Criterion("2.4.11", "AA", _("Focus not obscured (minimum)"), (_KEYBOARD, _TESTS)),
    Criterion("2.5.1", "A", _("Pointer gestures"), (_NOTHING,)),
    Criterion("2.5.2", "A", _("Pointer cancellation"), (_READING,)),
    Criterion("2.5.3", "A", _("Label in name"), (_AXE, _READING)),
    Criterion("2.5.4", "A", _("Motion actuation"), (_NOTHING,)),
    Criterion("2.5.7", "AA", _("Dragging movements"), (_NOTHING,)),
    Criterion("2.5.8", "AA", _("Target size (minimum)"), (_AXE, _TESTS), (_EYE,)),
    Criterion("3.1.1", "A", _("Language of page"), (_AXE, _TESTS), (_VOICE,)),
    Criterion("3.1.2", "AA", _("Language of parts"), (_TESTS,), (_VOICE,)),
    Criterion("3.2.1", "A", _("On focus"), (_READING,)),
    Criterion("3.2.2", "A", _("On input"), (_READING,), (_VOICE,)),
    Criterion("3.2.3", "AA", _("Consistent navigation"), (_READING,)),
    Criterion("3.2.4", "AA", _("Consistent identification"), (_READING,)),
    Criterion("3.2.6", "A", _("Consistent help"), (_READING,)),
    Criterion("3.3.1", "A", _("Error identification"), (_TESTS,), (_VOICE,)),
    Criterion("3.3.2", "A", _("Labels or instructions"), (_AXE, _READING), (_WORDS,)),
    Criterion("3.3.3", "AA", _("Error suggestion"), (_TESTS,), (_WORDS,)),
    Criterion("3.3.4", "AA", _("Error prevention (legal, financial, data)"), (_TESTS,)),
    Criterion("3.3.7", "A", _("Redundant entry"), (_TESTS,)),
    Criterion("3.3.8", "AA", _("Accessible authentication (minimum)"), (_NOTHING,)),
    Criterion("4.1.2", "A", _("Name, role, value"), (_AXE, _HTML), (_VOICE,)),
    Criterion("4.1.3", "AA", _("Status messages"), (_TESTS,), (_VOICE,)),
)
