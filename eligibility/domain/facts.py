"""What the answers say so far, in the words of the law."""

from collections.abc import Mapping
from datetime import date
from enum import Enum
from functools import cached_property
from typing import Any

from eligibility.domain.calendar import first_day_after_months
from eligibility.domain.household import Household, Income, income_of
from eligibility.domain.reference import Reference
from thresholds.scale import IncomeScale, Zone

UNKNOWN = "unknown"
PAPERS_OF_IRREGULAR_STAY = ("none", "online_filing")
COVER_MAY_LAST = ("permit_ended", "asylum_ended")

# The answers that the stay, and the income, are read from.
STAY = frozenset(
    (
        "territory",
        "nationality",
        "age",
        "minor_situation",
        "eu_situation",
        "papers",
        "irregular_start",
        "irregular_duration",
        "irregular_since",
        "insured_before",
    )
)
INCOME = frozenset(
    (
        "territory",
        "partner",
        "children",
        "other_dependant",
        "housing",
        "resources_kind",
        "resources_amount",
        "resources_from",
    )
)
# An answer to any other question leaves these as they are (tests/eligibility/test_properties.py).
READ_FROM = {"duration": STAY, "course_of_the_stay": STAY, "income": INCOME, "course": STAY | INCOME}
LEFT_BY = {
    key: tuple(name for name, questions in READ_FROM.items() if key not in questions) for key in STAY | INCOME
}


class Course(Enum):
    """Which questions are still useful, once the person's situation is known."""

    OPEN = "nothing is settled yet"
    FULL = "every question"
    MINOR = "a minor's own request: housing, request, identity papers"
    CHILDREN = "the adult's outcome is settled: only what their children's requests need"
    ENDED = "nothing more to ask"


class Facts:
    """The answers kept so far, read together with the day and the amounts in force."""

    def __init__(self, answers: Mapping[str, Any], reference: Reference) -> None:
        self.answers = answers
        self.reference = reference

    def and_also(self, key: str, answer: Any) -> "Facts":
        """These facts and one more answer; what it cannot change is not computed again."""
        facts = Facts({**self.answers, key: answer}, self.reference)
        computed = self.__dict__
        for name in LEFT_BY.get(key, READ_FROM):
            if name in computed:
                facts.__dict__[name] = computed[name]
        return facts

    def get(self, key: str) -> Any:
        """The answer to a question, or None where it was not asked or not answered."""
        return self.answers.get(key)

    def says(self, key: str, *codes: str) -> bool:
        """Whether the answer is one of these codes."""
        return self.answers.get(key) in codes

    def chose(self, key: str, code: str) -> bool:
        """Whether this code is among those that were chosen."""
        return code in (self.answers.get(key) or ())

    @property
    def in_ame_territory(self) -> bool:
        """CASF L251-1: metropolitan France and overseas, Mayotte and the collectivities of 2 apart."""
        return self.says("territory", "metropole", "overseas")

    @property
    def is_foreigner(self) -> bool:
        """CESEDA L110-3: another nationality than French, or none."""
        return self.says("nationality", "eu_eea_swiss", "other")

    @property
    def is_minor(self) -> bool:
        return self.says("age", "minor")

    @property
    def is_european_adult(self) -> bool:
        return self.says("age", "adult") and self.says("nationality", "eu_eea_swiss")

    @property
    def is_other_adult(self) -> bool:
        return self.says("age", "adult") and self.says("nationality", "other")

    @property
    def is_irregular_adult(self) -> bool:
        """Nothing held gives a right of residence: CASF L251-1, CESEDA R431-15-1, L611-1."""
        return (
            self.says("eu_situation", "no_right")
            if self.is_european_adult
            else self.says("papers", *PAPERS_OF_IRREGULAR_STAY)
        )

    @property
    def first_three_months_are_free(self) -> bool:
        """Europeans and visa-exempt nationals: CESEDA L232-1, L611-1 2°; the clock starts after them."""
        return self.says("eu_situation", "no_right") or self.says("irregular_start", "visa_free_ended")

    @property
    def irregular_since(self) -> date | None:
        """The day that was given as the beginning of the irregular stay.

        Of a visa, a permit or the first 3 months in France it is the last day.
        """
        since = self.get("irregular_since")
        return date.fromisoformat(since) if since else None

    @property
    def is_not_irregular_yet(self) -> bool:
        """The last of the first 3 months in France, which was given, is today or still to come.

        No other day of the stay may be given before it has come.
        """
        since = self.irregular_since
        return since is not None and self.first_three_months_are_free and since >= self.reference.on

    @property
    def from_date(self) -> date | None:
        """The first day with more than three months of irregular stay (CASF L251-1)."""
        return first_day_after_months(self.irregular_since, 3) if self.irregular_since else None

    @cached_property
    def duration(self) -> str | None:
        """The code of `irregular_duration`; a date whose three months have passed wins over it."""
        if self.irregular_since and self.from_date and self.from_date <= self.reference.on:
            six_months_passed = first_day_after_months(self.irregular_since, 6) <= self.reference.on
            return "over_6_months" if six_months_passed else "3_to_6_months"
        code: str | None = self.get("irregular_duration")
        return code

    @property
    def is_past_three_months(self) -> bool:
        return self.duration in ("3_to_6_months", "over_6_months")

    @property
    def cover_may_last(self) -> bool:
        """Maintained rights of up to six months: decrees 2019-1468 and 2020-1325 art. 3."""
        return self.says("irregular_start", *COVER_MAY_LAST) and self.duration != "over_6_months"

    @property
    def unknown_start_matters(self) -> bool:
        """A permit or asylum that ended may leave cover for six months, not longer."""
        return self.says("irregular_start", UNKNOWN) and self.duration != "over_6_months"

    @property
    def is_still_insured(self) -> bool:
        return self.says("insured_before", "yes") and self.duration in ("under_3_months", "3_to_6_months")

    @property
    def zone(self) -> Zone:
        """CSS L751-1: Saint-Martin and Saint-Barthélemy take the overseas ceiling."""
        return "overseas" if self.says("territory", "overseas") else "metropole"

    @property
    def scale(self) -> IncomeScale | None:
        return self.reference.scales.get(self.zone)

    @property
    def children(self) -> int:
        return self.get("children") or 0

    @property
    def household(self) -> Household | None:
        """The household of the ceiling, known once the question about the other dependant is answered."""
        if self.get("other_dependant") is None:
            return None
        return Household(
            partner=self.get("partner"),
            children=self.children,
            other_dependant=self.says("other_dependant", "yes"),
        )

    @cached_property
    def income(self) -> Income | None:
        """The year's resources beside the ceiling, once they are known."""
        kind = self.get("resources_kind")
        if kind == "none":
            annual = 0
        elif kind in ("monthly", "yearly") and self.get("resources_amount") is not None:
            annual = self.get("resources_amount") * (12 if kind == "monthly" else 1)
        else:
            return None
        if self.household is None:
            return None
        return income_of(
            annual=annual,
            household=self.household,
            housing=self.get("housing"),
            has_gifts=self.chose("resources_from", "family"),
            scale=self.scale,
            housing_base=self.reference.housing,
        )

    @property
    def income_rules_out(self) -> bool:
        """Resources above the ceiling settle it, once it is known whether gifts are among them."""
        sources_known = self.get("resources_from") is not None or self.says("resources_kind", "none")
        return sources_known and self.income is not None and self.income.is_too_high

    @cached_property
    def course(self) -> Course:
        """What is still worth asking, from what is known."""
        course = self.course_of_the_stay
        too_rich = course is Course.FULL and self.income_rules_out and not self.is_still_insured
        return Course.ENDED if too_rich else course

    @cached_property
    def course_of_the_stay(self) -> Course:
        """What would be worth asking whatever the income is."""
        if self.get("territory") is None:
            return Course.OPEN
        if not self.in_ame_territory or self.says("nationality", "french"):
            return Course.ENDED
        if self.is_minor:
            return self._course_of(
                "minor_situation", on_the_way=("parents_irregular", "alone"), then=Course.MINOR
            )
        if self.is_european_adult:
            return self._course_of("eu_situation", (UNKNOWN,), Course.CHILDREN, ("no_right",))
        return self._course_of("papers", ("summons", UNKNOWN), Course.CHILDREN, PAPERS_OF_IRREGULAR_STAY)

    def _course_of(
        self, key: str, on_the_way: tuple[str, ...], then: Course, irregular: tuple[str, ...] = ()
    ) -> Course:
        if self.get(key) is None:
            return Course.OPEN
        if self.says(key, *irregular):
            return self._course_of_irregular_stay()
        return then if self.says(key, *on_the_way) else Course.ENDED

    def _course_of_irregular_stay(self) -> Course:
        if self.duration is None:
            return Course.OPEN
        if self.duration == "under_3_months":
            return Course.ENDED if self.is_still_insured else Course.CHILDREN
        return Course.FULL
