"""The verdict in one plain sentence; the first that applies is said."""

from eligibility.domain.advice.advice import Advice, all_of, answer_is, fact, status_is
from eligibility.domain.verdict import Status
from eligibility.domain.wording import _

SENTENCES = (
    Advice(
        _(
            "This child or young person is likely entitled to AME, at once. The health-insurance fund decides."
        ),
        all_of(status_is(Status.LIKELY), fact(lambda facts: facts.is_minor)),
    ),
    Advice(
        _("You are likely entitled to AME. The health-insurance fund decides."),
        status_is(Status.LIKELY),
    ),
    Advice(
        _("Your resources are very close to the ceiling. Apply: the fund decides."),
        status_is(Status.CLOSE_TO_CEILING),
    ),
    Advice(
        _("Your resources are above the ceiling, so AME is not likely. The fund decides."),
        status_is(Status.INCOME_TOO_HIGH),
    ),
    Advice(
        _("Not yet: AME may open from %(day)s."),
        all_of(status_is(Status.NOT_YET), lambda outcome: outcome.from_date is not None),
    ),
    Advice(
        _("Not yet: AME may open once you have been without a right of residence for more than 3 months."),
        status_is(Status.NOT_YET),
    ),
    Advice(
        _("You may still be insured through your last paper. Check that first; AME may open after it."),
        status_is(Status.STILL_INSURED),
    ),
    Advice(
        _(
            "Your visa usually makes your stay regular. Check with the fund: ordinary health insurance comes before AME."
        ),
        answer_is("papers", "long_visa"),
    ),
    Advice(
        _("Your stay is regular, so AME is not for you: ordinary health insurance is."),
        status_is(Status.REGULAR_STAY),
    ),
    Advice(
        _("AME is not for people who ask for asylum. A minor gets ordinary health insurance (PUMa) at once."),
        all_of(status_is(Status.ASYLUM_SEEKER), fact(lambda facts: facts.is_minor)),
    ),
    Advice(
        _(
            "AME is not for people who ask for asylum: ordinary health insurance (PUMa) is, for an adult after 3 months."
        ),
        status_is(Status.ASYLUM_SEEKER),
    ),
    Advice(
        _("For a child or young person who is visiting France, AME is not likely."),
        all_of(status_is(Status.SHORT_VISA), fact(lambda facts: facts.is_minor)),
    ),
    Advice(
        _("While a short-stay visa or the 90 days without a visa are running, AME is not possible."),
        status_is(Status.SHORT_VISA),
    ),
    Advice(
        _("People in prison are insured by the general scheme, so AME is for after release."),
        status_is(Status.DETAINED),
    ),
    Advice(
        _("AME is for people who live in France, so it is not likely for a visit."),
        status_is(Status.VISITOR),
    ),
    Advice(
        _("There is no AME in Mayotte."),
        answer_is("territory", "mayotte"),
    ),
    Advice(
        _("AME as this site describes it does not seem to apply where you live. Check with the fund."),
        status_is(Status.NO_AME_TERRITORY),
    ),
    Advice(
        _("AME is for people who are not French."),
        status_is(Status.NOT_FOREIGN),
    ),
    Advice(
        _(
            "We cannot tell from your answers whether AME is open to you. Ask a hospital social worker (at a PASS), an association or the fund."
        ),
        status_is(Status.ASK_ADVICE),
    ),
)

MISSING = {
    "minor_situation": _("The situation of the child or young person is not clear."),
    "eu_situation": _("It is not clear whether you have a right of residence as a European."),
    "papers": _("It is not clear whether your papers make your stay regular."),
    "irregular_start": _("It is not clear how your stay without papers began, so you may still be insured."),
    "irregular_duration": _("It is not clear how long you have been without a right of residence."),
    "insured_before": _("It is not clear whether you are still insured."),
    "residence": _("It is not clear what the fund makes of your time away: no rule on absences is known."),
    "partner": _("It is not clear whether your partner counts in your household."),
    "resources_kind": _("The resources of your household are not known."),
}
