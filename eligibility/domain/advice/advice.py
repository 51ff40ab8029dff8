"""What an advice is: a sentence that the result page says under a condition."""

from collections.abc import Callable
from dataclasses import dataclass

from eligibility.domain.facts import Facts
from eligibility.domain.verdict import Outcome, Status
from eligibility.domain.wording import _

# The scheme for urgent and vital care (DSUV).
HOSPITAL = "CASF L254-1; circulaire DHOS/DSS/DGAS/2005-141"
PASS = _(
    "A PASS, at the hospital, gives care and medicines free to people without cover, and has social workers."
)

Applies = Callable[[Outcome], bool]


@dataclass(frozen=True)
class Advice:
    """A sentence, the outcomes it goes with, and its legal source."""

    text: str
    applies: Applies
    article: str = ""


def status_is(*statuses: Status) -> Applies:
    """The outcome is one of these."""
    return lambda outcome: outcome.status in statuses


def answer_is(key: str, *codes: str) -> Applies:
    """One of these codes was answered."""
    return lambda outcome: outcome.facts.says(key, *codes)


def answer_has(key: str, code: str) -> Applies:
    """This code is among those that were chosen."""
    return lambda outcome: outcome.facts.chose(key, code)


def fact(test: Callable[[Facts], bool]) -> Applies:
    """The answers say so."""
    return lambda outcome: test(outcome.facts)


def is_irregular_by_now(outcome: Outcome) -> bool:
    """No first day of irregular stay is known to be still to come."""
    return not outcome.facts.is_not_irregular_yet


def all_of(*tests: Applies) -> Applies:
    return lambda outcome: all(test(outcome) for test in tests)


def any_of(*tests: Applies) -> Applies:
    return lambda outcome: any(test(outcome) for test in tests)
