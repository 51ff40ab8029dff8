"""What an advice is: a sentence that the result page says under a condition."""

from collections.abc import Callable
from dataclasses import dataclass

from eligibility.domain.facts import Facts
from eligibility.domain.verdict import Outcome, Status

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


def answer_is(key: str, *codes: str, status: Status | None = None) -> Applies:
    """One of these codes was answered, and the outcome is the one named, if any."""

    def applies(outcome: Outcome) -> bool:
        return outcome.facts.get(key) in codes and (status is None or outcome.status is status)

    return applies


def fact(test: Callable[[Facts], bool]) -> Applies:
    """The answers say so."""
    return lambda outcome: test(outcome.facts)


def all_of(*tests: Applies) -> Applies:
    return lambda outcome: all(test(outcome) for test in tests)
