"""The conditions of AME, each with its article, and what the answers say of it."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from enum import Enum

from eligibility.domain.facts import Facts
from eligibility.domain.household import Standing
from eligibility.domain.wording import _, you_or_them

# The day on which the law of every condition was read again; one that is read alone says its own.
LAW_READ_ON = date(2026, 11, 24)


class State(Enum):
    """What is known of a condition."""

    MET = "met"
    NOT_MET = "not_met"
    UNKNOWN = "unknown"


@dataclass(frozen=True)
class Condition:
    """A condition of the law: its text, its article, its reading of the answers.

    `checked_on` is the day on which the law behind it was last read; it is old after 12 months.
    """

    key: str
    article: str
    text: str
    test: Callable[[Facts], State]
    applies_when: Callable[[Facts], bool] = lambda facts: True
    checked_on: date = LAW_READ_ON


@dataclass(frozen=True)
class Reason:
    """A condition and its state for one person."""

    condition: Condition
    state: State


def _state(met: bool, not_met: bool) -> State:
    return State.MET if met else State.NOT_MET if not_met else State.UNKNOWN


def _territory(facts: Facts) -> State:
    return _state(facts.in_ame_territory, facts.says("territory", "mayotte", "other_territory"))


def _foreigner(facts: Facts) -> State:
    return _state(facts.is_foreigner, facts.says("nationality", "french"))


REGULAR_STAY = (
    "permit",
    "receipt",
    "extension",
    "temporary_stay",
    "long_card_renewal",
    "long_visa",
    "asylum",
    "short_visa",
)


def _irregular_stay(facts: Facts) -> State:
    if facts.is_minor:
        return _state(
            # A European's stay depends on work or means, not on a paper.
            facts.says("minor_situation", "parents_irregular", "alone")
            and facts.says("nationality", "other"),
            facts.says("minor_situation", "parents_asylum", "short_visa"),
        )
    return _state(
        facts.is_irregular_adult and not facts.is_not_irregular_yet,
        facts.is_not_irregular_yet
        or facts.says("eu_situation", "right_of_residence")
        or facts.says("papers", *REGULAR_STAY),
    )


def _three_months(facts: Facts) -> State:
    return _state(facts.is_past_three_months, facts.duration == "under_3_months")


def _has_other_cover(facts: Facts) -> bool:
    detained = "detained" in (facts.get("papers"), facts.get("eu_situation"), facts.get("minor_situation"))
    return detained or facts.is_still_insured


def _cover_in_question(facts: Facts) -> bool:
    return (
        _has_other_cover(facts)
        or facts.says("eu_situation", "home_insurance")
        or facts.says("minor_situation", "parent_regular", "child_welfare")
        or facts.cover_may_last
        or facts.unknown_start_matters
    )


def _no_other_cover(facts: Facts) -> State:
    may_have_ended = facts.is_still_insured and facts.duration != "under_3_months"
    return _state(facts.says("insured_before", "no"), _has_other_cover(facts) and not may_have_ended)


def _residence(facts: Facts) -> State:
    return _state(facts.says("residence", "continuous"), facts.says("territory", "passing_through"))


def _resources(facts: Facts) -> State:
    standing = facts.income.standing if facts.income else Standing.OPEN
    return _state(standing is Standing.WITHIN, facts.income_rules_out)


def _is_adult(facts: Facts) -> bool:
    return not facts.is_minor


CONDITIONS = (
    Condition(
        key="territory",
        article="CASF L251-1",
        text=you_or_them(
            _("You live in a territory where AME exists"),
            _("The person lives in a territory where AME exists"),
        ),
        test=_territory,
    ),
    Condition(
        key="foreigner",
        article="CASF L251-1; CESEDA L110-3",
        text=you_or_them(_("You are not French"), _("The person is not French")),
        test=_foreigner,
    ),
    Condition(
        key="irregular_stay",
        article=(
            "CASF L251-1; CSS L160-1, R111-3; arrêté du 10 mai 2017; "
            "CESEDA L232-1, L233-1, L431-3, L433-3, L521-7, L611-1, R431-12, R431-15-1"
        ),
        text=you_or_them(
            _("You have no paper that makes your stay in France regular"),
            _("The person has no paper that makes their stay in France regular"),
        ),
        test=_irregular_stay,
    ),
    Condition(
        key="three_months",
        article="CASF L251-1 (loi de finances pour 2020, art. 264)",
        text=you_or_them(
            _("You have been without a right of residence for more than 3 months"),
            _("The person has been without a right of residence for more than 3 months"),
        ),
        test=_three_months,
        applies_when=_is_adult,
    ),
    Condition(
        key="no_other_cover",
        article="décret 2019-1468; décret 2020-1325, art. 3; CSS L381-30; circulaire DSS/2A/2011/351",
        text=you_or_them(
            _("You are not insured in another way"), _("The person is not insured in another way")
        ),
        test=_no_other_cover,
        applies_when=_cover_in_question,
    ),
    Condition(
        key="residence",
        article="CASF L251-1",
        text=you_or_them(
            _("You live in France without interruption"), _("The person lives in France without interruption")
        ),
        test=_residence,
        applies_when=_is_adult,
    ),
    Condition(
        key="resources",
        article="CASF L251-1; CSS L861-1, D861-1",
        text=you_or_them(
            _("The resources of your household are not above the ceiling"),
            _("The resources of the household are not above the ceiling"),
        ),
        test=_resources,
        applies_when=_is_adult,
    ),
    Condition(
        key="minor",
        article="CE, 7 juin 2006, n° 285576; circulaire DSS/2A/2011/351",
        text=_("For a minor there is no waiting time and no income test"),
        test=lambda facts: State.MET,
        applies_when=lambda facts: facts.is_minor,
    ),
)


def reasons(facts: Facts) -> tuple[Reason, ...]:
    """Every condition that applies to this person, in the order of the law."""
    return tuple(
        Reason(condition, condition.test(facts)) for condition in CONDITIONS if condition.applies_when(facts)
    )
