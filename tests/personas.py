"""People and the outcome that the law gives them, derived by hand: the second reading of the law.

The figures are copied from the published tables, the sums are worked out by hand; nothing here
is computed by the code that it checks. `answers` holds exactly the questions that the person
must be asked: a question too many or too few is a failure.
"""

from dataclasses import dataclass
from datetime import date
from typing import Any

TODAY = date(2026, 11, 24)
UNSETTLED = object()  # nothing fixes this figure: it is not compared

# Household of 1 to 10 from 1 April 2026: 21,885 + 4,169 and 24,358 + 4,640 for each person above four.
CEILINGS = {
    "metropole": (10421, 15632, 18758, 21885, 26054, 30223, 34392, 38561, 42730, 46899),
    "overseas": (11599, 17398, 20878, 24358, 28998, 33638, 38278, 42918, 47558, 52198),
}


@dataclass(frozen=True)
class Persona:
    """Someone, the answers that they are asked for, and the outcome on a day.

    `ceiling` and `resources` are euros a year, `resources` without and with the housing lump sum.
    `papers` must be in the checklist, `absent_papers` must not.
    """

    name: str
    answers: dict[str, Any]
    status: str
    on: date = TODAY
    household_size: Any = None
    ceiling: Any = None
    zone: str | None = None
    published: bool | None = None
    valid_from: date | None = None
    resources: Any = None
    from_date: date | None = None
    children_entitled: bool = False
    next: str | None = None
    papers: frozenset[str] = frozenset()
    absent_papers: frozenset[str] = frozenset()
    presence_months: int | None = None


# --- Answers: a common person, and what differs ----------------------------------------------

FOREIGN_ADULT = {"territory": "metropole", "nationality": "other", "age": "adult"}
NO_PAPERS = FOREIGN_ADULT | {"papers": "none", "irregular_start": "entered_without_visa"}
FAMILY_OF_ONE = {"partner": "none", "children": 0}
WHOLE_JOURNEY = NO_PAPERS | FAMILY_OF_ONE | {
    "irregular_duration": "over_6_months",
    "residence": "continuous",
    "other_dependant": "no",
    "housing": "tenant",
    "resources_kind": "none",
    "request": "first",
    "identity_papers": ["passport"],
}  # fmt: skip


def adult(*not_asked: str, **changes: Any) -> dict[str, Any]:
    """The whole journey of someone alone, without papers for years, without income."""
    return {key: value for key, value in (WHOLE_JOURNEY | changes).items() if key not in not_asked}


def european(*not_asked: str, **changes: Any) -> dict[str, Any]:
    """The whole journey of a European without a right of residence."""
    person = {"nationality": "eu_eea_swiss", "eu_situation": "no_right"}
    return adult("papers", "irregular_start", *not_asked, **(person | changes))


def waiting(*not_asked: str, **changes: Any) -> dict[str, Any]:
    """Someone alone whose three months are not over: asked about the family, then no more."""
    answers = NO_PAPERS | FAMILY_OF_ONE | {"irregular_duration": "under_3_months"} | changes
    return {key: value for key, value in answers.items() if key not in not_asked}


def unclear(**changes: Any) -> dict[str, Any]:
    """Someone whose right to stay cannot be told: asked about the family, then no more."""
    return FOREIGN_ADULT | FAMILY_OF_ONE | changes


def minor(situation: str, **changes: Any) -> dict[str, Any]:
    return FOREIGN_ADULT | {"age": "minor", "minor_situation": situation} | changes


def yearly(amount: int, *sources: str) -> dict[str, Any]:
    money_from = list(sources or ("work",))
    return {"resources_kind": "yearly", "resources_amount": amount, "resources_from": money_from}


def monthly(amount: int) -> dict[str, Any]:
    return {"resources_kind": "monthly", "resources_amount": amount, "resources_from": ["work"]}


def children(number: int, older: int = 0) -> dict[str, Any]:
    return {"children": number, "children_16_plus": older}


def family(size: int) -> dict[str, Any]:
    """A household of so many: alone, then with a partner without papers, then with children."""
    if size == 1:
        return {}
    return {"partner": "irregular"} | (children(size - 2) if size > 2 else {})


FOR_THE_CHILDREN = {"housing": "tenant", "identity_papers": ["passport"]}
AT_ONCE = ("partner", "children")  # not asked where the outcome is settled before the family
TOO_MUCH = ("request", "identity_papers")  # not asked where the income settles the outcome

# --- Outcomes --------------------------------------------------------------------------------


def counted(
    name: str, answers: dict[str, Any], status: str = "likely", size: int = 1, **expected: Any
) -> Persona:
    """Someone whose household is counted and held against the ceiling of 2026."""
    zone = answers["territory"]
    figures: dict[str, Any] = {
        "household_size": size,
        "ceiling": CEILINGS[zone][size - 1],
        "zone": zone,
        "published": False,
        "valid_from": date(2026, 4, 1),
        "resources": (0, 0),
    }
    return Persona(name, answers, status, **(figures | expected))


def under_table(start: str, ceiling: int, on: date, published: bool = True) -> dict[str, Any]:
    """What `counted` must expect on a day of another table than that of 2026."""
    valid_from = date.fromisoformat(start)
    return {"ceiling": ceiling, "on": on, "published": published, "valid_from": valid_from}


def earns(
    name: str, amount: int, status: str = "likely", size: int = 1, with_housing: int = 0, **changes: Any
) -> Persona:
    """Someone with this income a year from work; the rest of the journey as `changes` say."""
    answers = adult(*(TOO_MUCH if status == "income_too_high" else ()), **(yearly(amount) | changes))
    entitled = answers["children"] > 0 and status != "likely"
    resources = (amount, with_housing or amount)
    return counted(name, answers, status, size, resources=resources, children_entitled=entitled)


def papers_of(*keys: str) -> frozenset[str]:
    return frozenset(keys)


# --- Settled by the first answers ------------------------------------------------------------

FIRST_ANSWERS = [
    Persona("living in Mayotte", {"territory": "mayotte"}, "no_ame_territory"),
    Persona("living in New Caledonia", {"territory": "other_territory"}, "no_ame_territory"),
    Persona("passing through", {"territory": "passing_through"}, "visitor"),
    Persona("French", {"territory": "metropole", "nationality": "french"}, "not_foreign"),
    Persona("French in Guyane", {"territory": "overseas", "nationality": "french"}, "not_foreign"),
    *(
        Persona(f"adult with {papers}", FOREIGN_ADULT | {"papers": papers}, status)
        for papers, status in (
            ("permit", "regular_stay"),
            ("receipt", "regular_stay"),
            ("extension", "regular_stay"),
            ("temporary_stay", "regular_stay"),
            ("long_card_renewal", "regular_stay"),
            ("long_visa", "regular_stay"),
            ("asylum", "asylum_seeker"),
            ("short_visa", "short_visa"),
            ("detained", "detained"),
            ("retention", "ask_advice"),
            ("foreign_permit", "ask_advice"),
            ("eu_family", "ask_advice"),
        )
    ),
    Persona("adult with only a summons", unclear(papers="summons"), "ask_advice"),
    Persona(
        "adult with only a summons and two children",
        unclear(papers="summons", **children(2, older=1), **FOR_THE_CHILDREN),
        "ask_advice",
        children_entitled=True,
        papers=papers_of("ame-form", "passport", "photo"),
        absent_papers=papers_of("entry-stamp", "means-of-living-statement"),
    ),
    Persona("adult who does not know their papers", unclear(papers="unknown"), "ask_advice"),
    Persona(
        "adult who knows neither their papers nor their partner's",
        unclear(papers="unknown", partner="unknown", **children(1), **FOR_THE_CHILDREN),
        "ask_advice",
        children_entitled=True,
    ),
]

# --- Minors: no three months, no income, their own request (law 0 B, 1.3) --------------------

MINOR_PAPERS = papers_of("ame-form", "passport", "photo")
NOT_FOR_A_MINOR = papers_of(
    "entry-stamp", "hotel-bill", "lease-or-rent-receipt", "hospital-record", "means-of-living-statement",
    "bank-statements", "payslips", "no-passport-statement",
)  # fmt: skip
MINORS = [
    Persona(
        "minor whose parents have no papers",
        minor("parents_irregular", housing="hotel", request="first", identity_papers=["passport"]),
        "likely",
        papers=MINOR_PAPERS,
        absent_papers=NOT_FOR_A_MINOR,
    ),
    Persona(
        "minor alone in Martinique, card ended",
        minor(
            "alone",
            territory="overseas",
            housing="no_home",
            request="renewal_ended",
            identity_papers=["birth_certificate"],
        ),
        "likely",
        papers=papers_of("ame-form", "birth-certificate"),
        absent_papers=NOT_FOR_A_MINOR | {"passport"},
    ),
    Persona(
        "European minor alone",
        minor("alone", nationality="eu_eea_swiss", housing="shelter", request="first", identity_papers=[]),
        "likely",
        absent_papers=NOT_FOR_A_MINOR,
    ),
    Persona("minor asking for asylum", minor("parents_asylum"), "asylum_seeker"),
    Persona("minor with a regular parent", minor("parent_regular"), "ask_advice"),
    Persona("minor in the care of child welfare", minor("child_welfare"), "ask_advice"),
    Persona("minor visiting", minor("short_visa"), "short_visa"),
    Persona("minor in prison", minor("detained"), "detained"),
    Persona("minor whose situation is not known", minor("unknown"), "ask_advice"),
]

# --- Europeans (law 1.3) ---------------------------------------------------------------------


def in_europe(situation: str, **changes: Any) -> dict[str, Any]:
    return FOREIGN_ADULT | {"nationality": "eu_eea_swiss", "eu_situation": situation} | changes


EUROPEANS = [
    Persona("European who works", in_europe("right_of_residence"), "regular_stay"),
    Persona("European with a card from home", in_europe("home_insurance"), "ask_advice"),
    Persona("European in prison", in_europe("detained"), "detained"),
    Persona("European who does not know", in_europe("unknown", **FAMILY_OF_ONE), "ask_advice"),
    Persona(
        "European mother who does not know",
        in_europe("unknown", partner="none", **children(1), **FOR_THE_CHILDREN),
        "ask_advice",
        children_entitled=True,
        papers=papers_of("ame-form", "passport"),
    ),
    counted("European without a right for years", european(), presence_months=6),
    counted(
        "European without a right for four months",
        european(irregular_duration="3_to_6_months"),
        presence_months=6,
    ),
    counted(
        "European who does not know since when",
        european("residence", irregular_duration="unknown"),
        "ask_advice",
    ),
    counted("European overseas", european(territory="overseas"), presence_months=6),
    counted(
        "European who earns too much",
        european(*TOO_MUCH, **yearly(10630)),
        "income_too_high",
        resources=(10630, 10630),
    ),
]

# --- Three months, to the day (law 1.3, 2) ---------------------------------------------------


def not_yet(name: str, since: str, from_date: date | None, on: date = TODAY, **changes: Any) -> Persona:
    answers = waiting(**({"irregular_start": "visa_ended"} | changes), irregular_since=since)
    return Persona(name, answers, "not_yet", on=on, from_date=from_date)


def date_came(name: str, since: str, status: str = "likely", **changes: Any) -> Persona:
    """The answer says three months or less, the date says more: the date wins."""
    answers = {"irregular_start": "visa_ended", "irregular_duration": "under_3_months"} | changes
    return counted(name, adult(irregular_since=since, **answers), status)


NEWLY_EUROPEAN = in_europe("no_right", irregular_duration="under_3_months", **FAMILY_OF_ONE)
NOT_FOR_CHILDREN = papers_of("entry-stamp", "lease-or-rent-receipt", "means-of-living-statement")
DATES = [
    Persona("three months or less, no date", waiting(), "not_yet"),
    Persona("three months or less, date left empty", waiting(irregular_since=""), "not_yet"),
    not_yet("visa ended five weeks ago", "2026-10-20", date(2027, 1, 21)),
    not_yet("visa ends today", "2026-11-24", date(2027, 2, 25)),
    not_yet("three months are over today: not more yet", "2026-08-24", date(2026, 11, 25)),
    date_came("three months were over yesterday", "2026-08-23"),
    date_came("three months were over the day before yesterday", "2026-08-22"),
    date_came("under three months, but the date is four years old", "2022-11-24"),
    date_came("90 days ended, and the date has come", "2026-08-23", irregular_start="visa_free_ended"),
    not_yet("since 30 November: 1 March", "2025-11-30", date(2026, 3, 1), on=date(2026, 1, 15)),
    not_yet("since 30 November, on 28 February", "2025-11-30", date(2026, 3, 1), on=date(2026, 2, 28)),
    counted(
        "since 30 November, on 1 March",
        adult(irregular_duration="under_3_months", irregular_since="2025-11-30"),
        **under_table("2025-04-01", 10339, date(2026, 3, 1)),
    ),
    not_yet("since 30 November of a leap winter", "2023-11-30", date(2024, 3, 1), on=date(2023, 12, 15)),
    not_yet("since 28 November", "2025-11-28", date(2026, 3, 1), on=date(2026, 1, 15)),
    not_yet("since 27 November", "2025-11-27", date(2026, 2, 28), on=date(2026, 1, 15)),
    not_yet("since 31 August", "2026-08-31", date(2026, 12, 1)),
    not_yet("since 31 October", "2026-10-31", date(2027, 2, 1)),
    not_yet("90 days end in a week", "2026-12-01", date(2027, 3, 2), irregular_start="visa_free_ended"),
    not_yet("start not known, since October", "2026-10-20", date(2027, 1, 21), irregular_start="unknown"),
    not_yet("online filing, visa just ended", "2026-10-20", date(2027, 1, 21), papers="online_filing"),
    Persona("European, first months here", NEWLY_EUROPEAN, "not_yet"),
    Persona(
        "European whose first three months end on 30 November",
        NEWLY_EUROPEAN | {"irregular_since": "2026-11-30"},
        "not_yet",
        from_date=date(2027, 3, 1),
    ),
    Persona(
        "European whose first three months ended this summer",
        NEWLY_EUROPEAN | {"irregular_since": "2026-08-24"},
        "not_yet",
        from_date=date(2026, 11, 25),
    ),
    counted(
        "European for whom the day has come",
        european(irregular_duration="under_3_months", irregular_since="2026-08-23"),
        presence_months=6,
    ),
    Persona("not yet, with a partner without papers", waiting(partner="irregular"), "not_yet"),
    Persona("not yet, with a regular partner", waiting(partner="regular"), "not_yet"),
    Persona("not yet, partner not known", waiting(partner="unknown"), "not_yet"),
    Persona(
        "not yet, with two children",
        waiting(**children(2), housing="hosted", identity_papers=["birth_certificate"]),
        "not_yet",
        children_entitled=True,
        papers=papers_of("ame-form", "birth-certificate"),
        absent_papers=NOT_FOR_CHILDREN | {"photo", "passport"},
    ),
    Persona(
        "not yet, with a child of seventeen, in Guadeloupe",
        waiting(territory="overseas", **children(1, older=1), **FOR_THE_CHILDREN),
        "not_yet",
        children_entitled=True,
        papers=papers_of("ame-form", "passport", "photo"),
        absent_papers=NOT_FOR_CHILDREN,
    ),
]

# --- How irregular stay began, and for how long (law 0 A, 0 G, 1.2, 1.3) ---------------------

STAYS = [
    counted("online filing only, for years", adult(papers="online_filing"), papers=papers_of("entry-stamp")),
    counted("entered without a visa four months ago", adult(irregular_duration="3_to_6_months")),
    counted(
        "visa ended four months ago",
        adult(irregular_start="visa_ended", irregular_duration="3_to_6_months"),
        papers=papers_of("expired-visa"),
        presence_months=3,
    ),
    counted(
        "visa-free, four months more than the 90 days",
        adult(irregular_start="visa_free_ended", irregular_duration="3_to_6_months"),
        presence_months=6,
    ),
    counted("visa-free, for years", adult(irregular_start="visa_free_ended"), presence_months=6),
    counted(
        "permit ended years ago", adult(irregular_start="permit_ended"), papers=papers_of("expired-permit")
    ),
    counted(
        "asylum refused years ago",
        adult(irregular_start="asylum_ended"),
        papers=papers_of("expired-asylum-certificate"),
    ),
    counted("start not known, for years", adult(irregular_start="unknown")),
    counted(
        "start not known, four months",
        adult(irregular_start="unknown", irregular_duration="3_to_6_months"),
        "ask_advice",
    ),
    counted(
        "start not known, four months, too much income",
        adult(*TOO_MUCH, irregular_start="unknown", irregular_duration="3_to_6_months", **yearly(10630)),
        "income_too_high",
        resources=(10630, 10630),
    ),
    counted("duration not known", adult("residence", irregular_duration="unknown"), "ask_advice"),
    counted(
        "neither start nor duration known",
        adult("residence", irregular_start="unknown", irregular_duration="unknown"),
        "ask_advice",
    ),
    counted(
        "duration not known, too much income",
        adult("residence", *TOO_MUCH, irregular_duration="unknown", **yearly(10630)),
        "income_too_high",
        resources=(10630, 10630),
    ),
    counted(
        "duration not known, one euro over",
        adult("residence", irregular_duration="unknown", **yearly(10422)),
        "ask_advice",
        resources=(10422, 10422),
    ),
]

# --- Insured before (law 0 H, 1.3) -----------------------------------------------------------


def was_insured(start: str, duration: str, insured: str) -> dict[str, Any]:
    return {"irregular_start": start, "irregular_duration": duration, "insured_before": insured}


INSURED = [
    *(
        Persona(
            f"{start}, three months or less, insured: {insured}",
            waiting(*not_asked, **was_insured(start, "under_3_months", insured)),
            status,
        )
        for start in ("permit_ended", "asylum_ended")
        for insured, status, not_asked in (
            ("yes", "still_insured", AT_ONCE),
            ("no", "not_yet", ()),
            ("unknown", "not_yet", ()),
        )
    ),
    *(
        counted(
            f"{start}, four months, insured: {insured}",
            adult(**was_insured(start, "3_to_6_months", insured)),
            status,
        )
        for start in ("permit_ended", "asylum_ended")
        for insured, status in (("yes", "still_insured"), ("no", "likely"), ("unknown", "ask_advice"))
    ),
    *(
        counted(
            f"permit ended, not known when, insured: {insured}",
            adult("residence", **was_insured("permit_ended", "unknown", insured)),
            "ask_advice",
        )
        for insured in ("yes", "no", "unknown")
    ),
    Persona(
        "permit ended last month, insured, with a date",
        waiting(
            *AT_ONCE, **was_insured("permit_ended", "under_3_months", "yes"), irregular_since="2026-10-20"
        ),
        "still_insured",
    ),
    Persona(
        "permit ended last month, insured not known, with a date",
        waiting(**was_insured("permit_ended", "under_3_months", "unknown"), irregular_since="2026-10-20"),
        "not_yet",
        from_date=date(2027, 1, 21),
    ),
    *(
        date_came(
            f"permit ended three months and a day ago, insured: {insured}",
            "2026-08-23",
            status,
            irregular_start="permit_ended",
            insured_before=insured,
        )
        for insured, status in (("yes", "still_insured"), ("no", "likely"), ("unknown", "ask_advice"))
    ),
    # The same date says whether six months have passed: cover cannot last longer.
    date_came(
        "permit ended six months ago today, insured",
        "2026-05-24",
        "still_insured",
        irregular_start="permit_ended",
        insured_before="yes",
    ),
    date_came("permit ended six months and a day ago", "2026-05-23", irregular_start="permit_ended"),
    counted(
        "still insured, and left France for a time",
        adult(**was_insured("permit_ended", "3_to_6_months", "yes"), residence="interrupted"),
        "still_insured",
    ),
    counted(
        "still insured, with too much income",
        adult(**was_insured("permit_ended", "3_to_6_months", "yes"), **yearly(10630)),
        "still_insured",
        resources=(10630, 10630),
    ),
    counted(
        "still insured, with two children",
        adult(**was_insured("permit_ended", "3_to_6_months", "yes"), **children(2, older=1)),
        "still_insured",
        size=3,
        children_entitled=True,
        papers=papers_of("ame-form", "proof-of-studies", "expired-permit"),
    ),
    counted(
        "still insured, online filing only",
        adult(papers="online_filing", **was_insured("permit_ended", "3_to_6_months", "yes")),
        "still_insured",
        papers=papers_of("ame-form"),
    ),
]

# --- Living in France without interruption (law 2) -------------------------------------------

RESIDENCE = [
    counted("left France for a time", adult(residence="interrupted"), "ask_advice"),
    counted("residence not known", adult(residence="unknown"), "ask_advice"),
    earns("left France, one euro over", 10422, "ask_advice", residence="interrupted"),
    earns("left France, too much income", 10630, "income_too_high", residence="interrupted"),
    earns("residence not known, too much income", 10630, "income_too_high", residence="unknown"),
    counted(
        "left France, with a child",
        adult(residence="interrupted", **children(1)),
        "ask_advice",
        size=2,
        children_entitled=True,
    ),
]

# --- The household (law 3.1) -----------------------------------------------------------------

TWO = {"partner": "irregular"}
REGULAR = {"partner": "regular"}
HOUSEHOLDS = [
    *(
        counted(
            f"household of {size} in {territory}, exactly at the ceiling",
            adult(territory=territory, **family(size), **yearly(CEILINGS[territory][size - 1])),
            size=size,
            resources=(CEILINGS[territory][size - 1],) * 2,
        )
        for territory in ("metropole", "overseas")
        for size in range(1, 11)
    ),
    *(
        counted(
            f"household of {size} in {territory}, one euro over",
            adult(territory=territory, **family(size), **yearly(CEILINGS[territory][size - 1] + 1)),
            "close_to_ceiling",
            size=size,
            resources=(CEILINGS[territory][size - 1] + 1,) * 2,
            children_entitled=size > 2,
        )
        for territory in ("metropole", "overseas")
        for size in (2, 3, 4, 5, 10)
    ),
    counted(
        "couple with two children overseas",
        adult(territory="overseas", **TWO, **children(2)),
        size=4,
        papers=papers_of("marriage-certificate", "family-link-birth-certificate", "photo", "entry-stamp"),
        absent_papers=papers_of("proof-of-studies", "dependant-statement", "host-statement"),
    ),
    counted(
        "couple with a regular partner",
        adult(**REGULAR),
        absent_papers=papers_of("marriage-certificate", "pacs-certificate", "cohabitation-statement"),
    ),
    earns("regular partner, one euro over for one", 10422, "close_to_ceiling", **REGULAR),
    earns("regular partner, too much for one", 10630, "income_too_high", **REGULAR),
    counted(
        "mother of a student of seventeen",
        adult(**children(1, older=1)),
        size=2,
        papers=papers_of("proof-of-studies", "family-link-birth-certificate"),
        absent_papers=papers_of("marriage-certificate"),
    ),
    counted(
        "with one other dependant",
        adult(other_dependant="yes"),
        size=2,
        papers=papers_of("dependant-statement", "twelve-months-together"),
    ),
    counted(
        "the largest household",  # 18 persons: 21,885 + 14 x 4,169
        adult(**TWO, **children(15, older=15), other_dependant="yes"),
        household_size=18,
        ceiling=80251,
    ),
    # A regular partner and children: whether the children count is open between the two ceilings.
    earns("regular partner, two children, at the ceiling of one", 10421, size=3, **REGULAR, **children(2)),
    earns("regular partner, two children, over it", 10422, "ask_advice", size=3, **REGULAR, **children(2)),
    earns("regular partner, two children, at that of 3", 18758, "ask_advice", 3, **REGULAR, **children(2)),
    earns("regular partner, two children, close", 18759, "close_to_ceiling", 3, **REGULAR, **children(2)),
    earns("regular partner, two children, 1.02", 19133, "close_to_ceiling", 3, **REGULAR, **children(2)),
    earns("regular partner, two children, above", 19134, "income_too_high", 3, **REGULAR, **children(2)),
    earns(
        "regular partner, a child and a dependant, at the ceiling of two",
        15632, size=3, other_dependant="yes", **REGULAR, **children(1),
    ),
    earns(
        "regular partner, a child and a dependant, over it",
        15633, "ask_advice", 3, other_dependant="yes", **REGULAR, **children(1),
    ),
    # A partner whose papers are not known: 15,632 x 1.02 = 15,944.64; with a child 18,758 x 1.02 = 19,133.16.
    *(
        Persona(
            f"partner not known, {amount} euros",
            adult(*not_asked, partner="unknown", **yearly(amount)),
            status,
            household_size=UNSETTLED,
            ceiling=UNSETTLED,
            resources=(amount, amount),
        )
        for amount, status, not_asked in (
            (0, "ask_advice", ()),
            (10630, "ask_advice", ()),
            (15944, "ask_advice", ()),
            (15945, "income_too_high", TOO_MUCH),
        )
    ),
    *(
        Persona(
            f"partner not known, a child, {amount} euros",
            adult(*not_asked, partner="unknown", **children(1), **yearly(amount)),
            status,
            household_size=UNSETTLED,
            ceiling=UNSETTLED,
            resources=(amount, amount),
            children_entitled=True,
        )
        for amount, status, not_asked in ((19133, "ask_advice", ()), (19134, "income_too_high", TOO_MUCH))
    ),
    Persona(
        "partner not known, gifts above both ceilings",
        adult(partner="unknown", **yearly(15945, "family")),
        "ask_advice",
        household_size=UNSETTLED,
        ceiling=UNSETTLED,
        resources=(15945, 15945),
    ),
]  # fmt: skip

# --- Resources (law 3.2 to 3.6) --------------------------------------------------------------

# 10,421 x 1.02 = 10,629.42; 11,599 x 1.02 = 11,830.98; 15,632 x 1.02 = 15,944.64.
RESOURCES = [
    earns("income of 0 euros", 0),
    earns("alone, one euro under the ceiling", 10420),
    earns("alone, exactly at the ceiling", 10421),
    earns("alone, one euro over", 10422, "close_to_ceiling"),
    earns("alone, last euro within 1.02", 10629, "close_to_ceiling"),
    earns("alone, first euro above 1.02", 10630, "income_too_high"),
    earns("alone, 999,999 euros", 999999, "income_too_high"),
    earns("alone overseas, at the ceiling", 11599, territory="overseas"),
    earns("alone overseas, one euro over", 11600, "close_to_ceiling", territory="overseas"),
    earns("alone overseas, last euro within 1.02", 11830, "close_to_ceiling", territory="overseas"),
    earns("alone overseas, first euro above 1.02", 11831, "income_too_high", territory="overseas"),
    earns("couple, last euro within 1.02", 15944, "close_to_ceiling", 2, **TWO),
    earns("couple, first euro above 1.02", 15945, "income_too_high", 2, **TWO),
    earns("mother of three, too much", 22323, "income_too_high", 4, **children(3)),
    *(
        counted(
            f"{amount} euros a month",
            adult(*not_asked, **monthly(amount)),
            status,
            resources=(total, total),
        )
        for amount, total, status, not_asked in (
            (868, 10416, "likely", ()),
            (869, 10428, "close_to_ceiling", ()),
            (885, 10620, "close_to_ceiling", ()),
            (886, 10632, "income_too_high", TOO_MUCH),
            (999999, 11999988, "income_too_high", TOO_MUCH),
        )
    ),
    *(
        counted(
            f"{amount} euros from {' and '.join(sources)}",
            adult(**yearly(amount, *sources)),
            status,
            resources=(amount, amount),
            papers=papers_of(*papers),
            absent_papers=papers_of("means-of-living-statement"),
        )
        for amount, sources, status, papers in (
            (10421, ("family",), "likely", ("income-without-paper-statement",)),
            (10422, ("family",), "close_to_ceiling", ()),
            (10629, ("family",), "close_to_ceiling", ()),
            (10630, ("family",), "ask_advice", ()),
            (10630, ("work", "family"), "ask_advice", ()),
            (999999, ("family",), "ask_advice", ()),
            (5000, ("work",), "likely", ("payslips",)),
            (5000, ("benefits",), "likely", ("benefit-statements",)),
            (5000, ("abroad", "other"), "likely", ("foreign-income-papers",)),
        )
    ),
    counted(
        "no income",
        adult(),
        papers=papers_of("means-of-living-statement"),
        absent_papers=papers_of("payslips"),
    ),
    counted("income not known", adult(resources_kind="unknown"), "ask_advice", resources=None),
    counted(
        "income not known, with a child",
        adult(resources_kind="unknown", **children(1)),
        "ask_advice",
        size=2,
        resources=None,
        children_entitled=True,
    ),
    counted(
        "exactly 1.02 times the ceiling",  # 17,650 x 1.02 = 18,003
        adult(territory="overseas", **family(3), **yearly(18003)),
        "close_to_ceiling",
        size=3,
        **under_table("2018-04-01", 17650, date(2018, 6, 1)),
        resources=(18003, 18003),
        children_entitled=True,
    ),
    counted(
        "one euro above exactly 1.02 times the ceiling",
        adult(*TOO_MUCH, territory="overseas", **family(3), **yearly(18004)),
        "income_too_high",
        size=3,
        **under_table("2018-04-01", 17650, date(2018, 6, 1)),
        resources=(18004, 18004),
        children_entitled=True,
    ),
]  # fmt: skip

# --- Housing (law 3.4, 6.2) ------------------------------------------------------------------

# A year of the RSA of 651.69 x 1 / 1.5 / 1.8: 12 % 938.43, 14 % 1,642.26, 14 % 1,970.71 for free housing;
# 12 % 938.43, 16 % 1,876.87, 16.5 % 2,322.62 with housing benefit.
LUMP_SUMS = (
    ("hosted", 1, 9483, 10421),
    ("owner", 1, 9483, 10421),
    ("tenant_with_aid", 1, 9483, 10421),
    ("hosted", 2, 13990, 15632),
    ("owner", 2, 13990, 15632),
    ("tenant_with_aid", 2, 13755, 15632),
    ("hosted", 3, 16787, 18758),
    ("tenant_with_aid", 3, 16435, 18758),
    ("hosted", 4, 19914, 21885),
    ("tenant_with_aid", 4, 19562, 21885),
)
HOUSING_PAPERS = (
    ("tenant", 0, ("lease-or-rent-receipt", "home-bill"), ("host-statement", "hotel-bill")),
    ("tenant_with_aid", 938, ("lease-or-rent-receipt", "home-bill"), ("host-statement",)),
    ("owner", 938, ("home-bill",), ("lease-or-rent-receipt",)),
    ("hosted", 938, ("host-rent-receipt-or-bill", "host-statement"), ("lease-or-rent-receipt", "home-bill")),
    ("hotel", 0, ("hotel-bill",), ("shelter-certificate", "lease-or-rent-receipt")),
    ("shelter", 0, ("shelter-certificate",), ("hotel-bill",)),
    ("no_home_domiciled", 0, ("domiciliation-certificate",), ("hotel-bill", "lease-or-rent-receipt")),
    ("no_home", 0, ("presence-certificate",), ("domiciliation-certificate", "lease-or-rent-receipt")),
)  # fmt: skip
HOUSING = [
    *(
        earns(f"{housing}, household of {size}, lump sum up to the ceiling", amount,
              size=size, with_housing=total, housing=housing, **family(size))
        for housing, size, amount, total in LUMP_SUMS
    ),
    *(
        earns(f"{housing}, household of {size}, lump sum one euro over", amount + 1, "close_to_ceiling",
              size=size, with_housing=total + 1, housing=housing, **family(size))
        for housing, size, amount, total in LUMP_SUMS
    ),
    earns("hosted, last euro within 1.02", 10629, "close_to_ceiling", with_housing=11567, housing="hosted"),
    earns("hosted, first euro above 1.02", 10630, "income_too_high", with_housing=11568, housing="hosted"),
    earns("hosted overseas, at the ceiling", 10661,
          with_housing=11599, housing="hosted", territory="overseas"),
    *(
        counted(
            f"{housing}, no income",
            adult(housing=housing),
            resources=(0, lump_sum),
            papers=papers_of(*papers) | {"entry-stamp"},
            absent_papers=papers_of(*absent),
        )
        for housing, lump_sum, papers, absent in HOUSING_PAPERS
    ),
    counted(
        "hosted, before any lump sum is known",
        adult(housing="hosted", **yearly(8810)),
        **under_table("2018-04-01", 8810, date(2019, 3, 31)),
        resources=(8810, 8810),
    ),
    counted(
        "hosted, first day of a known lump sum",  # 559.74 x 12 % x 12 = 806.03
        adult(housing="hosted", **yearly(8145)),
        **under_table("2019-04-01", 8951, date(2019, 4, 1)),
        resources=(8145, 8951),
    ),
]  # fmt: skip

# --- The request and the identity papers (law 4.2, 6.1, 6.6) ---------------------------------

REQUESTS = [
    *(
        counted(f"request: {request}", adult(request=request))
        for request in ("first", "renewal_over_2_months", "renewal_within_2_months", "renewal_ended")
    ),
    *(
        counted(
            f"identity: {code}",
            adult(identity_papers=[code]),
            papers=papers_of(key, "photo"),
            absent_papers=papers_of("passport"),
        )
        for code, key in (
            ("national_card", "national-card"),
            ("birth_certificate", "birth-certificate"),
            ("family_book", "family-book"),
            ("old_permit", "old-permit"),
            ("other_with_photo", "other-with-photo"),
        )
    ),
    counted(
        "identity: passport and national card",
        adult(identity_papers=["national_card", "passport"]),
        papers=papers_of("passport", "national-card", "entry-stamp"),
        absent_papers=papers_of("birth-certificate"),
    ),
    counted("identity: none of these", adult(identity_papers=[]), papers=papers_of("ame-form", "photo")),
]

# --- Every table of ceilings, on its first day and the day before ----------------------------

PERIODS = (
    ("2016-04-01", "metropole", (8653, 12980, 15576, 18172, 3461), "yes"),
    ("2016-04-01", "overseas", (9631, 14446, 17336, 20225, 3852), "no"),
    ("2017-04-01", "metropole", (8723, 13085, 15701, 18318, 3489), "one_person"),
    ("2017-04-01", "overseas", (9709, 14563, 17476, 20388, 3883), "no"),
    ("2018-04-01", "metropole", (8810, 13215, 15858, 18501, 3524), "yes"),
    ("2018-04-01", "overseas", (9806, 14709, 17650, 20592, 3922), "yes"),
    ("2019-04-01", "metropole", (8951, 13426, 16112, 18797, 3580), "yes"),
    ("2019-04-01", "overseas", (9962, 14944, 17932, 20921, 3985), "no"),
    ("2020-04-01", "metropole", (9032, 13548, 16258, 18967, 3613), "yes"),
    ("2020-04-01", "overseas", (10053, 15079, 18095, 21110, 4021), "yes"),
    ("2021-04-01", "metropole", (9041, 13562, 16274, 18986, 3616), "yes"),
    ("2021-04-01", "overseas", (10063, 15094, 18113, 21132, 4025), "yes"),
    ("2022-04-01", "metropole", (9203, 13805, 16566, 19327, 3681), "one_person"),
    ("2022-04-01", "overseas", (10243, 15365, 18438, 21511, 4097), "one_person"),
    ("2022-07-01", "metropole", (9571, 14357, 17228, 20099, 3828), "yes"),
    ("2022-07-01", "overseas", (10653, 15979, 19175, 22370, 4261), "yes"),
    ("2023-04-01", "metropole", (9719, 14578, 17494, 20409, 3887), "yes"),
    ("2023-04-01", "overseas", (10817, 16225, 19470, 22716, 4327), "one_person"),
    ("2024-04-01", "metropole", (10166, 15249, 18298, 21348, 4066), "yes"),
    ("2024-04-01", "overseas", (11315, 16972, 20366, 23760, 4526), "yes"),
    ("2025-04-01", "metropole", (10339, 15508, 18609, 21711, 4135), "yes"),
    ("2025-04-01", "overseas", (11507, 17260, 20712, 24164, 4603), "yes"),
    ("2026-04-01", "metropole", (10421, 15632, 18758, 21885, 4169), "no"),
    ("2026-04-01", "overseas", (11599, 17398, 20878, 24358, 4640), "no"),
)
LAST_DAYS = {
    "2016-04-01": date(2017, 3, 31),
    "2017-04-01": date(2018, 3, 31),
    "2018-04-01": date(2019, 3, 31),
    "2019-04-01": date(2020, 3, 31),
    "2020-04-01": date(2021, 3, 31),
    "2021-04-01": date(2022, 3, 31),
    "2022-04-01": date(2022, 6, 30),
    "2022-07-01": date(2023, 3, 31),
    "2023-04-01": date(2024, 3, 31),
    "2024-04-01": date(2025, 3, 31),
    "2025-04-01": date(2026, 3, 31),
    "2026-04-01": date(2027, 3, 31),
}


def in_period(
    name: str, on: date, start: str, zone: str, figures: tuple[int, ...], published: str, size: int
) -> Persona:
    """A household exactly at the ceiling of a table, on one of its days."""
    ceiling = figures[size - 1] if size < 5 else figures[3] + figures[4]
    return counted(
        f"household of {size} in {zone}, {name} {start}",
        adult(territory=zone, **family(size), **yearly(ceiling)),
        size=size,
        **under_table(start, ceiling, on, published == "yes" or (published == "one_person" and size == 1)),
        resources=(ceiling, ceiling),
    )


TABLES = [
    *(
        in_period("first day of", date.fromisoformat(start), start, zone, figures, published, row % 5 + 1)
        for row, (start, zone, figures, published) in enumerate(PERIODS)
    ),
    *(
        in_period("last day of", LAST_DAYS[start], start, zone, figures, published, (1, 5, 2)[row % 3])
        for row, (start, zone, figures, published) in enumerate(PERIODS)
    ),
    *(
        Persona(
            f"before the first table, in {zone}, {money['resources_amount']} euros",
            adult(territory=zone, **money),
            "ask_advice",
            on=date(2016, 3, 31),
            household_size=1,
            resources=(money["resources_amount"],) * 2,
        )
        for zone in ("metropole", "overseas")
        for money in (yearly(0), yearly(999999))
    ),
    Persona("not yet, before the first table", waiting(), "not_yet", on=date(2016, 3, 31)),
]

# --- Still to be answered --------------------------------------------------------------------

INCOMPLETE = [
    Persona("nothing said", {}, "incomplete", next="territory"),
    Persona("only where", {"territory": "overseas"}, "incomplete", next="nationality"),
    Persona("a minor, no more said", minor("alone"), "incomplete", next="housing"),
    Persona("before the duration", NO_PAPERS, "incomplete", next="irregular_duration"),
    Persona("not yet, before the partner", waiting("partner", "children"), "incomplete", next="partner"),
    Persona("not yet, before the older children", waiting(children=2), "incomplete", next="children_16_plus"),
    Persona(
        "before the identity papers",
        adult("identity_papers"),
        "incomplete",
        household_size=UNSETTLED,
        ceiling=UNSETTLED,
        resources=UNSETTLED,
        next="identity_papers",
    ),
]  # fmt: skip

PERSONAS: tuple[Persona, ...] = (
    *FIRST_ANSWERS, *MINORS, *EUROPEANS, *DATES, *STAYS, *INSURED, *RESIDENCE,
    *HOUSEHOLDS, *RESOURCES, *HOUSING, *REQUESTS, *TABLES, *INCOMPLETE,
)  # fmt: skip

# --- Refused: the name, the answers, and the key that the error must name --------------------

RECENT = waiting(irregular_start="visa_ended")
SINCE = "irregular_since"
REFUSED: tuple[tuple[str, dict[str, Any], str], ...] = (
    *(
        (f"tomorrow, {start}", RECENT | {"irregular_start": start, "irregular_since": "2026-11-25"}, SINCE)
        for start in ("entered_without_visa", "visa_ended", "permit_ended", "asylum_ended", "unknown")
    ),
    ("a day that does not exist", RECENT | {"irregular_since": "2026-09-31"}, SINCE),
    ("a day written the French way", RECENT | {"irregular_since": "24/10/2026"}, SINCE),
    ("a day as a number", RECENT | {"irregular_since": 20261024}, SINCE),
    ("a key that is no question", adult(colour="blue"), "colour"),
    ("a code that is no choice", {"territory": "mars"}, "territory"),
    *(
        (f"I don't know, where it is no answer to {key}", adult(**{key: "unknown"}), key)
        for key in ("territory", "nationality", "age", "other_dependant", "housing", "request")
    ),
    ("no answer at all", {"territory": None}, "territory"),
    ("a list for one code", {"territory": ["metropole"]}, "territory"),
    ("one code for a list", adult(identity_papers="passport"), "identity_papers"),
    ("a list with a code that is no choice", adult(identity_papers=["passport", "none"]), "identity_papers"),
    ("a source that is no choice", adult(**yearly(1) | {"resources_from": ["unknown"]}), "resources_from"),
    ("sixteen children", adult(**children(16)), "children"),
    ("fewer children than none", adult(children=-1), "children"),
    ("children as text", adult(children="2"), "children"),
    ("children as true", adult(children=True), "children"),
    ("children and a half", adult(children=2.5), "children"),
    ("children as a real number", adult(children=2.0), "children"),
    ("more older children than children", adult(**children(2, older=3)), "children_16_plus"),
    ("a negative income", adult(**yearly(-1)), "resources_amount"),
    ("a million", adult(**yearly(1_000_000)), "resources_amount"),
    ("income with cents", adult(**yearly(1) | {"resources_amount": 10.5}), "resources_amount"),
)  # fmt: skip
