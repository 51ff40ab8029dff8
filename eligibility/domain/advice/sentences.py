"""The verdict in one plain sentence; the first that applies is said."""

from eligibility.domain.advice.advice import Advice, all_of, answer_is, fact, status_is
from eligibility.domain.verdict import Status
from eligibility.domain.wording import _, you_or_them

SENTENCES = (
    Advice(
        _(
            "This child or young person is likely entitled to AME, at once. The health-insurance fund decides."
        ),
        all_of(status_is(Status.LIKELY), fact(lambda facts: facts.is_minor)),
    ),
    Advice(
        you_or_them(
            _("You are likely entitled to AME. The health-insurance fund decides."),
            _("The person is likely entitled to AME. The health-insurance fund decides."),
        ),
        status_is(Status.LIKELY),
    ),
    Advice(
        you_or_them(
            _("Your resources are very close to the ceiling. Apply: the fund decides."),
            _("The resources are very close to the ceiling. Apply: the fund decides."),
        ),
        status_is(Status.CLOSE_TO_CEILING),
    ),
    Advice(
        you_or_them(
            _("Your resources are above the ceiling, so AME is not likely. The fund decides."),
            _("The resources are above the ceiling, so AME is not likely. The fund decides."),
        ),
        status_is(Status.INCOME_TOO_HIGH),
    ),
    Advice(
        _("Not yet: AME may open from %(day)s."),
        all_of(status_is(Status.NOT_YET), lambda outcome: outcome.from_date is not None),
    ),
    Advice(
        you_or_them(
            _(
                "Not yet: AME may open once you have been without a right of residence for more than 3 months."
            ),
            _(
                "Not yet: AME may open once the person has been without a right of residence for more than 3 months."
            ),
        ),
        status_is(Status.NOT_YET),
    ),
    Advice(
        you_or_them(
            _("You may still be insured through your last paper. Check that first; AME may open after it."),
            _(
                "The person may still be insured through the last paper. Check that first; AME may open after it."
            ),
        ),
        status_is(Status.STILL_INSURED),
    ),
    Advice(
        you_or_them(
            _(
                "Your visa usually makes your stay regular. Check with the fund: ordinary health insurance comes before AME."
            ),
            _(
                "The visa usually makes the stay regular. Check with the fund: ordinary health insurance comes before AME."
            ),
        ),
        answer_is("papers", "long_visa"),
    ),
    Advice(
        you_or_them(
            _("Your stay is regular, so AME is not for you: ordinary health insurance is."),
            _("The stay is regular, so AME does not fit: ordinary health insurance does."),
        ),
        status_is(Status.REGULAR_STAY),
    ),
    Advice(
        _("AME is not for people who ask for asylum. A minor gets ordinary health insurance (PUMa) at once."),
        all_of(status_is(Status.ASYLUM_SEEKER), fact(lambda facts: facts.is_minor)),
    ),
    Advice(
        _(
            "AME is not for people who ask for asylum. They get ordinary health insurance (PUMa): an adult, after 3 months."
        ),
        status_is(Status.ASYLUM_SEEKER),
    ),
    Advice(
        _(
            "During a visit, a short-stay visa or 90 days without a visa, AME is not likely for a child or young person."
        ),
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
        you_or_them(
            _("AME as this site describes it does not seem to apply where you live. Check with the fund."),
            _(
                "AME as this site describes it does not seem to apply where the person lives. Check with the fund."
            ),
        ),
        status_is(Status.NO_AME_TERRITORY),
    ),
    Advice(
        _("AME is for people who are not French."),
        status_is(Status.NOT_FOREIGN),
    ),
    Advice(
        you_or_them(
            _(
                "We cannot tell from your answers whether AME is open to you. Ask a hospital social worker (at a PASS), an association or the fund."
            ),
            _(
                "We cannot tell from these answers whether AME is open to the person. Ask a hospital social worker (at a PASS), an association or the fund."
            ),
        ),
        status_is(Status.ASK_ADVICE),
    ),
)

MISSING = {
    "minor_situation": _("The situation of the child or young person is not clear."),
    "eu_situation": you_or_them(
        _("It is not clear whether you have a right of residence as a European."),
        _("It is not clear whether the person has a right of residence as a European."),
    ),
    "papers": you_or_them(
        _("It is not clear whether your papers make your stay regular."),
        _("It is not clear whether the papers make the person's stay regular."),
    ),
    "irregular_start": you_or_them(
        _("It is not clear how your stay without papers began, so you may still be insured."),
        _("It is not clear how the stay without papers began, so the person may still be insured."),
    ),
    "irregular_duration": you_or_them(
        _("It is not clear how long you have been without a right of residence."),
        _("It is not clear how long the person has been without a right of residence."),
    ),
    "insured_before": you_or_them(
        _("It is not clear whether you are still insured."),
        _("It is not clear whether the person is still insured."),
    ),
    "residence": you_or_them(
        _("It is not clear what the fund makes of your time away: no rule on absences is known."),
        _("It is not clear what the fund makes of the time away: no rule on absences is known."),
    ),
    "partner": you_or_them(
        _("It is not clear whether your partner counts in your household."),
        _("It is not clear whether the partner counts in the household."),
    ),
    "resources_kind": you_or_them(
        _("The resources of your household are not known."),
        _("The resources of the household are not known."),
    ),
}
