"""What the amounts of a day say to typical households: for staff, before a table is published."""

from dataclasses import dataclass
from datetime import date

from eligibility.content import reference_from
from eligibility.domain.advice import sentence
from eligibility.domain.typical import TYPICAL_HOUSEHOLDS, TypicalHousehold
from eligibility.domain.verdict import Outcome, assess
from thresholds.amounts import Amounts


@dataclass(frozen=True)
class Verdict:
    """A typical household, its outcome, and the sentence that its result page begins with."""

    household: TypicalHousehold
    outcome: Outcome

    @property
    def sentence(self) -> str:
        return sentence(self.outcome).text


@dataclass(frozen=True)
class Change:
    """A household whose verdict is another one under the new amounts."""

    before: Verdict
    now: Verdict


def verdicts(amounts: Amounts, on: date) -> list[Verdict]:
    """Every typical household on the day, by the rules that the site runs."""
    reference = reference_from(amounts, on)
    return [Verdict(household, assess(household.answers, reference)) for household in TYPICAL_HOUSEHOLDS]


def changes(before: Amounts, now: Amounts, on: date) -> list[Change]:
    """The households whose status differs between two sets of amounts on the day."""
    pairs = zip(verdicts(before, on), verdicts(now, on), strict=True)
    return [Change(old, new) for old, new in pairs if old.outcome.status is not new.outcome.status]
