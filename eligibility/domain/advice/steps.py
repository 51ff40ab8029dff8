"""What to do now, for each situation (law 1.1, 1.2, 1.3, 2, 3, 4.2, 5, 6.2, 10.7, 10.9)."""

from eligibility.domain.advice.advice import (
    Advice,
    all_of,
    answer_has,
    answer_is,
    fact,
    is_irregular_by_now,
    status_is,
)
from eligibility.domain.facts import Course
from eligibility.domain.household import Standing, lump_sum
from eligibility.domain.verdict import Outcome, Status
from eligibility.domain.wording import _, you_or_them


def _can_file(outcome: Outcome) -> bool:
    return outcome.facts.course in (Course.FULL, Course.MINOR)


def _may_be_insured(outcome: Outcome) -> bool:
    return outcome.status is Status.STILL_INSURED or "insured_before" in outcome.missing


def _can_file_first(outcome: Outcome) -> bool:
    return _can_file(outcome) and outcome.facts.says("request", "first") and not _may_be_insured(outcome)


def _gifts_are_open(outcome: Outcome) -> bool:
    income = outcome.facts.income
    return (
        income is not None
        and income.standing is Standing.OPEN
        and outcome.facts.chose("resources_from", "family")
    )


def _children_count_is_open(outcome: Outcome) -> bool:
    household = outcome.facts.household
    return household is not None and household.size_without_children is not None


def _children_make_the_difference(outcome: Outcome) -> bool:
    """The resources are above what the ceiling would be without the children (law 3.1)."""
    facts, ceiling = outcome.facts, outcome.ceiling
    if ceiling is None or facts.income is None or not facts.children:
        return False
    without = ceiling.scale.annual(ceiling.household_size - facts.children)
    is_within = facts.income.standing in (Standing.WITHIN, Standing.CLOSE)
    return is_within and facts.income.with_housing > without


def _lump_sum_is_open(outcome: Outcome) -> bool:
    """A lump sum for housing would count against someone of whom the law does not settle it (law 3.4)."""
    facts, ceiling = outcome.facts, outcome.ceiling
    if ceiling is None or facts.income is None or facts.income.standing is not Standing.WITHIN:
        return False
    most = lump_sum("hosted", ceiling.household_size, facts.reference.housing)
    return facts.says("housing", "shelter", "hotel", "no_home_domiciled") and (
        facts.income.annual + most > ceiling.annual
    )


def _no_scale(outcome: Outcome) -> bool:
    return outcome.household_size is not None and outcome.facts.scale is None


STEPS = (
    Advice(
        you_or_them(
            _(
                "Ask the fund whether you are still insured. Keep your card: cover normally lasts up to 6 months after your last paper ended. After an order to leave France (such as an OQTF) that can no longer be contested, it can end sooner, but never before 2 months."
            ),
            _(
                "Ask the fund whether the person is still insured. Keep the card: cover normally lasts up to 6 months after the last paper ended. After an order to leave France (such as an OQTF) that can no longer be contested, it can end sooner, but never before 2 months."
            ),
        ),
        _may_be_insured,
        "décret 2019-1468; décret 2020-1325, art. 3",
    ),
    Advice(
        you_or_them(
            _("If the fund says that your cover has ended, file for AME now, in person."),
            _("If the fund says that the cover has ended, file for AME now, in person."),
        ),
        all_of(_may_be_insured, _can_file, fact(lambda facts: not facts.income_rules_out)),
        "décret 2020-1325, art. 3",
    ),
    Advice(
        you_or_them(
            _(
                "Your resources are above the ceiling, so AME is not likely after that cover. The fund decides."
            ),
            _(
                "The resources are above the ceiling, so AME is not likely after that cover. The fund decides."
            ),
        ),
        all_of(status_is(Status.STILL_INSURED), fact(lambda facts: facts.income_rules_out)),
    ),
    Advice(
        you_or_them(
            _(
                "If your partner has been without a right of residence for more than 3 months and is not insured, they may apply now. The fund decides."
            ),
            _(
                "If the partner has been without a right of residence for more than 3 months and is not insured, they may apply now. The fund decides."
            ),
        ),
        all_of(status_is(Status.STILL_INSURED), answer_is("partner", "irregular")),
        "CASF L251-1",
    ),
    Advice(
        you_or_them(
            _(
                "File your first request in person, at a fund office or through the hospital or PASS that treats you."
            ),
            _(
                "A first request is filed in person, at a fund office or through the hospital or PASS that treats the person."
            ),
        ),
        all_of(_can_file_first, fact(lambda facts: not facts.is_minor)),
        "CASF L252-1",
    ),
    Advice(
        _(
            "The request is filed in person, at a fund office or through the hospital or PASS that treats the child."
        ),
        all_of(answer_is("minor_situation", "parents_irregular"), answer_is("request", "first")),
        "CASF L252-1",
    ),
    Advice(
        _(
            "A minor without parents does not file alone: a structure that cares for or supports them does it, or an association of health users or against poverty."
        ),
        answer_is("minor_situation", "alone"),
        "CASF L252-1",
    ),
    Advice(
        _("For a young European alone, the fund first checks whether there is a right of residence."),
        all_of(answer_is("minor_situation", "alone"), answer_is("nationality", "eu_eea_swiss")),
        "circulaire DSS/2A/2011/351",
    ),
    Advice(
        _(
            "For a young European, the fund may first check whether there is a right of residence, and a cover of the home country."
        ),
        all_of(answer_is("minor_situation", "parents_irregular"), answer_is("nationality", "eu_eea_swiss")),
        "circulaire DSS/2A/2011/351",
    ),
    Advice(
        you_or_them(
            _("It is too early to renew: file a new request within the 2 months before your card ends."),
            _("It is too early to renew: file a new request within the 2 months before the card ends."),
        ),
        all_of(_can_file, answer_is("request", "renewal_over_2_months")),
    ),
    Advice(
        you_or_them(
            _("File a full new request now, before your card ends. It may be sent by post."),
            _("File a full new request now, before the card ends. It may be sent by post."),
        ),
        all_of(_can_file, answer_is("request", "renewal_within_2_months")),
        "CASF L252-1",
    ),
    Advice(
        you_or_them(
            _(
                "You have no cover since your card ended. Go in person, or ask the fund whether it takes your request by post."
            ),
            _(
                "There is no cover since the card ended. Go in person, or ask the fund whether it takes the request by post."
            ),
        ),
        all_of(_can_file, answer_is("request", "renewal_ended")),
        "CASF L252-1",
    ),
    Advice(
        you_or_them(
            _(
                "Where you live, the fund is called CGSS. In Saint-Barthélemy and Saint-Martin, check with the fund."
            ),
            _(
                "Where the person lives, the fund is called CGSS. In Saint-Barthélemy and Saint-Martin, check with the fund."
            ),
        ),
        all_of(_can_file, answer_is("territory", "overseas")),
    ),
    Advice(
        you_or_them(
            _(
                "You need an address where mail reaches you. If you have none, ask a CCAS (social services of the town) or an approved organisation for a domiciliation."
            ),
            _(
                "An address where mail arrives is needed. If there is none, ask a CCAS (social services of the town) or an approved organisation for a domiciliation."
            ),
        ),
        answer_is("housing", "no_home"),
        "CASF L252-2, L264-1",
    ),
    Advice(
        you_or_them(
            _(
                "Keep the domiciliation certificate: once it is old enough, it can also prove that you live in France."
            ),
            _(
                "Keep the domiciliation certificate: once it is old enough, it can also prove that the person lives in France."
            ),
        ),
        all_of(answer_is("housing", "no_home"), fact(lambda facts: facts.course is Course.FULL)),
        "décret 2005-860, art. 4",
    ),
    Advice(
        you_or_them(
            _(
                "The confirmation of an online filing does not make your stay regular. A later attestation de prolongation does."
            ),
            _(
                "The confirmation of an online filing does not make the stay regular. A later attestation de prolongation does."
            ),
        ),
        answer_is("papers", "online_filing"),
        "CESEDA R431-15-1",
    ),
    Advice(
        you_or_them(
            _("If your country insures you, show that cover first."),
            _("If the home country insures the person, show that cover first."),
        ),
        answer_is("eu_situation", "no_right", "unknown"),
    ),
    Advice(
        you_or_them(
            _("If the fund refuses you ordinary health insurance, it must look at AME by itself."),
            _("If the fund refuses ordinary health insurance, it must look at AME by itself."),
        ),
        answer_is("eu_situation", "no_right", "unknown"),
        "circulaire DSS/2A/2011/351",
    ),
    Advice(
        you_or_them(
            _(
                "Use the cover of your home country first. If the fund refuses that cover, ask for AME: it may ask for more than 6 months in France. The fund decides."
            ),
            _(
                "Use the cover of the home country first. If the fund refuses that cover, ask for AME: it may ask for more than 6 months in France. The fund decides."
            ),
        ),
        answer_is("eu_situation", "home_insurance"),
    ),
    Advice(
        you_or_them(
            _(
                "Whether a summons makes your stay regular is not settled. Have it checked by the fund or an association."
            ),
            _(
                "Whether a summons makes the stay regular is not settled. Have it checked by the fund or an association."
            ),
        ),
        answer_is("papers", "summons"),
    ),
    Advice(
        you_or_them(
            _(
                "In a detention centre, ask the medical unit: AME is possible for hospital care if your health requires it. Check with the fund."
            ),
            _(
                "In a detention centre, ask the medical unit: AME is possible for hospital care if the person's health requires it. Check with the fund."
            ),
        ),
        answer_is("papers", "retention"),
        "CESEDA R744-14",
    ),
    Advice(
        you_or_them(
            _(
                "A permit of another country does not tell us whether your stay in France is regular. Have it checked by an association."
            ),
            _(
                "A permit of another country does not tell us whether the person's stay in France is regular. Have it checked by an association."
            ),
        ),
        answer_is("papers", "foreign_permit"),
    ),
    Advice(
        _(
            "Family of a European who works, studies or has means here may have a right of residence. Have it checked: that decides between ordinary insurance and AME."
        ),
        answer_is("papers", "eu_family"),
        "CESEDA L232-1, L233-1",
    ),
    Advice(
        you_or_them(
            _("Show your papers to a social worker or an association, and come back with the answer."),
            _(
                "Have the papers read by someone who knows them, such as an association, and come back with the answer."
            ),
        ),
        answer_is("papers", "unknown"),
    ),
    Advice(
        _("The child is perhaps insured through the parent (PUMa). Ask the fund."),
        answer_is("minor_situation", "parent_regular"),
    ),
    Advice(
        _(
            "In the care of child welfare (ASE), the cover may be PUMa and C2S rather than AME. Ask the ASE service and the fund."
        ),
        answer_is("minor_situation", "child_welfare"),
    ),
    Advice(
        you_or_them(
            _("If you are the husband or wife of someone who lives in France, check with the fund."),
            _("For the husband or wife of someone who lives in France, check with the fund."),
        ),
        answer_is("papers", "short_visa"),
    ),
    Advice(
        _(
            "Keep every paper with a date from now on, such as hotel bills. The fund may ask for proof of more than 6 months in France. Check with the fund."
        ),
        all_of(status_is(Status.NOT_YET), fact(lambda facts: facts.first_three_months_are_free)),
        "décret 2026-67",
    ),
    Advice(
        _(
            "A child under 18 without papers or insurance who is not counted here may have AME in their own name, whatever the income. For example at 16 or 17, without studies."
        ),
        all_of(
            status_is(Status.LIKELY),
            fact(lambda facts: not facts.is_minor and facts.children > 0),
        ),
        "CE, 7 juin 2006, n° 285576; circulaire DSS/2A/2011/351",
    ),
    Advice(
        you_or_them(
            _(
                "We are not certain how the fund counts the months in your situation. Check this with the fund."
            ),
            _(
                "We are not certain how the fund counts the months in this situation. Check this with the fund."
            ),
        ),
        all_of(
            status_is(Status.NOT_YET),
            fact(
                lambda facts: (
                    facts.first_three_months_are_free or facts.says("irregular_start", "entered_without_visa")
                )
            ),
        ),
    ),
    Advice(
        you_or_them(
            _(
                "Your partner may apply now if they have been in irregular stay for more than 3 months, with you as dependant. The fund decides."
            ),
            _(
                "The partner may apply now if they have been in irregular stay for more than 3 months, with the person as dependant. The fund decides."
            ),
        ),
        all_of(
            status_is(Status.NOT_YET),
            answer_is("partner", "irregular"),
            is_irregular_by_now,
        ),
        "CASF L251-1",
    ),
    Advice(
        you_or_them(
            _(
                "Until your irregular stay begins, use the insurance of your country or your travel insurance."
            ),
            _(
                "Until the irregular stay begins, use the insurance of the home country or the travel insurance."
            ),
        ),
        all_of(status_is(Status.NOT_YET), fact(lambda facts: facts.is_not_irregular_yet)),
    ),
    Advice(
        you_or_them(
            _("Your children may still be insured with you (PUMa). Ask the fund first."),
            _("The children may still be insured with the person (PUMa). Ask the fund first."),
        ),
        all_of(status_is(Status.STILL_INSURED), fact(lambda facts: facts.children > 0)),
    ),
    Advice(
        you_or_them(
            _(
                "The income of a partner with a right to live in France does not count, and they are not your dependant. Check with the fund."
            ),
            _(
                "The income of a partner with a right to live in France does not count, and they are not a dependant. Check with the fund."
            ),
        ),
        answer_is("partner", "regular"),
        "circulaire DSS/2A/2011/351",
    ),
    Advice(
        you_or_them(
            _(
                "Your children may be insured through your partner (PUMa) rather than by AME. Ask the fund first."
            ),
            _(
                "The children may be insured through the partner (PUMa) rather than by AME. Ask the fund first."
            ),
        ),
        all_of(answer_is("partner", "regular"), fact(lambda facts: facts.children > 0)),
    ),
    Advice(
        you_or_them(
            _(
                "Whether your children count in the household when your partner's stay is regular is not settled. Ask the fund."
            ),
            _(
                "Whether children count in the household when the partner's stay is regular is not settled. Ask the fund."
            ),
        ),
        _children_count_is_open,
    ),
    Advice(
        _(
            "The ceiling here counts the children. A child who is French or already insured may not count. Check with the fund."
        ),
        _children_make_the_difference,
        "circulaire DSS/2A/2011/351",
    ),
    Advice(
        _(
            "Whether help in money from family or friends counts is not settled. Say it openly and ask the fund."
        ),
        _gifts_are_open,
    ),
    Advice(
        _(
            "How the fund counts money from work that was not declared is not certain. If some of the money is such, ask an association."
        ),
        all_of(status_is(Status.INCOME_TOO_HIGH), answer_has("resources_from", "work")),
    ),
    Advice(
        _("Money received abroad: check with the fund how it counts."),
        all_of(status_is(Status.INCOME_TOO_HIGH), answer_has("resources_from", "abroad")),
    ),
    Advice(
        _(
            "In a shelter, in a hotel or with a domiciliation, it is not settled whether the fund adds a lump sum for housing. The fund decides."
        ),
        _lump_sum_is_open,
    ),
    Advice(
        _("No ceiling is known to this site for today: ask the fund for it."),
        _no_scale,
    ),
)
