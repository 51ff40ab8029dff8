"""The outcome: what the answers lead to, with everything the result page says."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import Enum
from typing import Any

from eligibility.domain.checklist import Document, Item, checklist
from eligibility.domain.conditions import Reason, reasons
from eligibility.domain.facts import UNKNOWN, Facts
from eligibility.domain.household import Standing
from eligibility.domain.journey import Journey, replay
from eligibility.domain.reference import Reference
from thresholds.scale import IncomeScale


class Status(Enum):
    """What the person should know first. `incomplete` is for a journey that is not over."""

    LIKELY = "likely"
    CLOSE_TO_CEILING = "close_to_ceiling"
    INCOME_TOO_HIGH = "income_too_high"
    NOT_YET = "not_yet"
    STILL_INSURED = "still_insured"
    REGULAR_STAY = "regular_stay"
    ASYLUM_SEEKER = "asylum_seeker"
    SHORT_VISA = "short_visa"
    DETAINED = "detained"
    VISITOR = "visitor"
    NO_AME_TERRITORY = "no_ame_territory"
    NOT_FOREIGN = "not_foreign"
    ASK_ADVICE = "ask_advice"
    INCOMPLETE = "incomplete"


# AME is open now or may be soon: where to file is worth knowing.
MAY_FILE = (
    Status.LIKELY,
    Status.CLOSE_TO_CEILING,
    Status.INCOME_TOO_HIGH,
    Status.NOT_YET,
    Status.STILL_INSURED,
    Status.ASK_ADVICE,
)

TERRITORY_SETTLES = {
    "passing_through": Status.VISITOR,
    "mayotte": Status.NO_AME_TERRITORY,
    "other_territory": Status.NO_AME_TERRITORY,
}
MINOR_SETTLES = {
    "parents_irregular": Status.LIKELY,
    "alone": Status.LIKELY,
    "parents_asylum": Status.ASYLUM_SEEKER,
    "parent_regular": Status.ASK_ADVICE,
    "child_welfare": Status.ASK_ADVICE,
    "short_visa": Status.SHORT_VISA,
    "detained": Status.DETAINED,
    UNKNOWN: Status.ASK_ADVICE,
}
EUROPEAN_SETTLES = {
    "right_of_residence": Status.REGULAR_STAY,
    "home_insurance": Status.ASK_ADVICE,
    "detained": Status.DETAINED,
    UNKNOWN: Status.ASK_ADVICE,
}
PAPERS_SETTLE = {
    "permit": Status.REGULAR_STAY,
    "receipt": Status.REGULAR_STAY,
    "extension": Status.REGULAR_STAY,
    "temporary_stay": Status.REGULAR_STAY,
    "long_card_renewal": Status.REGULAR_STAY,
    "long_visa": Status.REGULAR_STAY,
    "asylum": Status.ASYLUM_SEEKER,
    "short_visa": Status.SHORT_VISA,
    "detained": Status.DETAINED,
    "retention": Status.ASK_ADVICE,
    "foreign_permit": Status.ASK_ADVICE,
    "eu_family": Status.ASK_ADVICE,
    "summons": Status.ASK_ADVICE,
    UNKNOWN: Status.ASK_ADVICE,
}


def missing_facts(facts: Facts) -> tuple[str, ...]:
    """The questions whose open answer keeps the outcome from being a yes (law: ask, never guess)."""
    doubtful = {
        "minor_situation": facts.says("minor_situation", UNKNOWN),
        "eu_situation": facts.says("eu_situation", UNKNOWN),
        "papers": facts.says("papers", UNKNOWN, "summons"),
        "irregular_start": facts.unknown_start_matters,
        "irregular_duration": facts.duration == UNKNOWN,
        "insured_before": facts.says("insured_before", UNKNOWN)
        or (facts.says("insured_before", "yes") and facts.duration == UNKNOWN),
        "residence": facts.says("residence", UNKNOWN, "interrupted"),
        "partner": facts.says("partner", UNKNOWN),
        "resources_kind": facts.says("resources_kind", UNKNOWN),
    }
    return tuple(key for key, is_open in doubtful.items() if is_open)


def status_of(facts: Facts) -> Status:
    """The outcome of a complete journey (CASF L251-1; law 1 to 3 and 9)."""
    if facts.says("territory", *TERRITORY_SETTLES):
        return TERRITORY_SETTLES[facts.get("territory")]
    if facts.says("nationality", "french"):
        return Status.NOT_FOREIGN
    if facts.is_minor:
        return MINOR_SETTLES[facts.get("minor_situation")]
    if facts.is_irregular_adult:
        return _status_of_irregular_stay(facts)
    if facts.is_european_adult:
        return EUROPEAN_SETTLES[facts.get("eu_situation")]
    return PAPERS_SETTLE[facts.get("papers")]


def _status_of_irregular_stay(facts: Facts) -> Status:
    if facts.is_still_insured:
        return Status.STILL_INSURED
    if facts.duration == "under_3_months":
        return Status.NOT_YET
    if facts.income_rules_out:
        return Status.INCOME_TOO_HIGH
    standing = facts.income.standing if facts.income else Standing.OPEN
    if missing_facts(facts) or standing is Standing.OPEN:
        return Status.ASK_ADVICE
    return Status.LIKELY if standing is Standing.WITHIN else Status.CLOSE_TO_CEILING


@dataclass(frozen=True)
class Ceiling:
    """The ceiling of one household: euros a year and a month, and the table it stands in."""

    annual: int
    monthly: int
    household_size: int
    scale: IncomeScale

    @property
    def published(self) -> bool:
        return self.scale.is_published(self.household_size)

    @classmethod
    def of(cls, scale: IncomeScale | None, household_size: int | None) -> "Ceiling | None":
        """None where the household or the table is not known."""
        if scale is None or household_size is None:
            return None
        return cls(scale.annual(household_size), scale.monthly(household_size), household_size, scale)


@dataclass(frozen=True)
class Outcome:
    """Everything that the result page and the `assess` command say."""

    status: Status
    journey: Journey
    reasons: tuple[Reason, ...]
    missing: tuple[str, ...]
    household_size: int | None
    ceiling: Ceiling | None
    ceiling_with_partner: Ceiling | None
    ceiling_without_children: Ceiling | None
    last_published: Ceiling | None
    children_entitled: bool
    from_date: date | None
    checklist: tuple[Item, ...]

    @property
    def facts(self) -> Facts:
        return self.journey.facts

    @property
    def waits_for(self) -> str | None:
        """The key of the question still to be answered, where the journey is not over."""
        return self.journey.blocking.key if self.journey.blocking else None


def assess(answers: Mapping[str, Any], reference: Reference, documents: tuple[Document, ...] = ()) -> Outcome:
    """The outcome of these answers on the reference's day.

    `answers` are in their stored shape (see `read_answers`). Answers to questions that
    this journey does not ask are ignored; an answer that an earlier one excludes raises
    AnswerError.
    """
    journey = replay(answers, reference)
    if journey.problem:
        raise journey.problem
    return outcome_of(journey, documents)


def outcome_of(journey: Journey, documents: tuple[Document, ...] = ()) -> Outcome:
    """The outcome of a journey whose every answer counts."""
    facts = journey.facts
    over = journey.blocking is None
    status = status_of(facts) if over else Status.INCOMPLETE
    household = facts.household
    size = household.size if household else None
    ceiling = Ceiling.of(facts.scale, size)
    published = facts.reference.last_published.get(facts.zone)
    return Outcome(
        status=status,
        journey=journey,
        reasons=reasons(facts),
        missing=missing_facts(facts),
        household_size=size,
        ceiling=ceiling,
        ceiling_with_partner=Ceiling.of(facts.scale, household.size_with_partner if household else None),
        ceiling_without_children=Ceiling.of(
            facts.scale, household.size_without_children if household else None
        ),
        last_published=Ceiling.of(published, size) if ceiling and not ceiling.published else None,
        children_entitled=over and not facts.is_minor and status is not Status.LIKELY and facts.children > 0,
        from_date=facts.from_date if status is Status.NOT_YET else None,
        checklist=checklist(facts, documents) if over else (),
    )
