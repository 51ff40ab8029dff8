"""The days worth a place in a calendar (law 4.2, 4.3).

The words of an entry name neither the aid nor health: a phone may show them while it is locked.
"""

from dataclasses import dataclass
from datetime import date, timedelta

from eligibility.domain.calendar import months_later
from eligibility.domain.verdict import MAY_FILE, Outcome, Status
from eligibility.domain.wording import _

TITLE = _("Date to remember")
OPENS = _("From today on: file the request, if the situation is still the same.")
ANSWER_DUE = _(
    "Two months have passed since the request. No answer means a refusal. "
    "Ask from which day they count, and get help to contest it."
)
RENEWAL_OPENS = _("From today on: file the new request, with all the papers.")
RENEWAL_ENDS = _("Last day to file the new request.")
TEXTS = (TITLE, OPENS, ANSWER_DUE, RENEWAL_OPENS, RENEWAL_ENDS)

FUND_ANSWERS_IN = 2  # months
RENEWAL_LASTS = 2  # months


@dataclass(frozen=True)
class Entry:
    """A whole day of the calendar and what it says, in English to be translated."""

    day: date
    text: str


def answer_due(filed: date) -> date:
    """The day on which the fund's two months end; without an answer the request is then refused.

    Law 4.3 (service-public.fr, F3079), counted from the filing. The facts do not say from which day
    the fund counts: the form and the entry say to ask. A day that month lacks becomes its last, the
    earlier reading: the time to contest may run from there.
    """
    return months_later(filed, FUND_ANSWERS_IN)


def renewal_window(card_ends: date) -> tuple[date, date]:
    """The first and the last day of the two months before the card ends.

    Law 4.2: the renewal is filed within them (where and how: CASF L252-1). A day that month lacks
    becomes the first of the next: a day early could be too early, a day later loses nothing.
    """
    first = months_later(card_ends, -RENEWAL_LASTS)
    return (first if first.day == card_ends.day else first + timedelta(days=1)), card_ends


def may_have_filed(outcome: Outcome) -> bool:
    """Whether someone of this household may wait for an answer (CASF L251-1; law 1.3 for minors)."""
    if outcome.status is Status.NOT_YET:
        return outcome.children_entitled or outcome.facts.says("partner", "irregular")
    return outcome.status in MAY_FILE or outcome.children_entitled


def may_renew(outcome: Outcome) -> bool:
    """Whether there is a card that has not ended."""
    return outcome.facts.says("request", "renewal_over_2_months", "renewal_within_2_months")


def entries(
    today: date, opens: date | None = None, filed: date | None = None, card_ends: date | None = None
) -> tuple[Entry, ...]:
    """What the calendar gets from these days, in order; a day that has passed is left out.

    `opens` is the outcome's `from_date` (CASF L251-1).
    """
    found = []
    if opens:
        found.append(Entry(opens, OPENS))
    if filed:
        found.append(Entry(answer_due(filed), ANSWER_DUE))
    if card_ends:
        first, last = renewal_window(card_ends)
        found += [Entry(first, RENEWAL_OPENS), Entry(last, RENEWAL_ENDS)]
    return tuple(sorted((entry for entry in found if entry.day >= today), key=lambda entry: entry.day))
