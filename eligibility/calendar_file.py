"""Days as a file that any calendar opens (RFC 5545)."""

from collections.abc import Iterable
from uuid import uuid4

from django.utils import timezone
from django.utils.translation import gettext
from icalendar import Calendar, Event

from eligibility.domain.deadlines import TITLE, Entry

# The file names neither the site nor the aid: it stays on a phone that others may look at.
MAKER = "-//dates//EN"


def calendar_file(entries: Iterable[Entry]) -> bytes:
    """Whole-day events in the reader's language, private, that block no time."""
    calendar = Calendar()
    calendar.add("prodid", MAKER)
    calendar.add("version", "2.0")
    for entry in entries:
        event = Event()
        event.add("uid", str(uuid4()))
        event.add("dtstamp", timezone.now())
        event.add("dtstart", entry.day)
        event.add("summary", gettext(TITLE))
        event.add("description", gettext(entry.text))
        event.add("class", "PRIVATE")
        event.add("transp", "TRANSPARENT")
        calendar.add_component(event)
    return calendar.to_ical()
