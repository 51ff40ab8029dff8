"""What else exists while AME is not open, and from when it may be (law 4.4)."""

from eligibility.domain.advice.advice import (
    HOSPITAL,
    PASS,
    Advice,
    all_of,
    answer_is,
    fact,
    is_irregular_by_now,
    status_is,
)
from eligibility.domain.verdict import Status
from eligibility.domain.wording import _, you_or_them

ALTERNATIVES = (
    Advice(
        you_or_them(
            _(
                "Ordinary health insurance (PUMa): from the first hour of work, otherwise after 3 months in France. Ask also for the complémentaire santé solidaire (C2S) if your income is low."
            ),
            _(
                "Ordinary health insurance (PUMa): from the first hour of work, otherwise after 3 months in France. Ask also for the complémentaire santé solidaire (C2S) if the income is low."
            ),
        ),
        status_is(Status.REGULAR_STAY),
        "CSS L160-1",
    ),
    Advice(
        you_or_them(
            _(
                "For a European, the fund decides case by case on ordinary health insurance. Use the cover of your home country first, if you have it."
            ),
            _(
                "For a European, the fund decides case by case on ordinary health insurance. Use the cover of the home country first, if there is one."
            ),
        ),
        answer_is("eu_situation", "right_of_residence"),
    ),
    Advice(
        _(
            "An adult asking for asylum has urgent care at the hospital and the PASS for the first 3 months, then PUMa and C2S."
        ),
        status_is(Status.ASYLUM_SEEKER),
    ),
    Advice(
        _("Under the Dublin procedure, check with the fund."),
        answer_is("papers", "asylum"),
    ),
    Advice(
        _("Minor children who ask for asylum, or whose parents do, get PUMa at once."),
        status_is(Status.ASYLUM_SEEKER),
    ),
    Advice(
        you_or_them(
            _("Use your travel insurance. Otherwise the hospital sends a bill."),
            _("Use the travel insurance. Otherwise the hospital sends a bill."),
        ),
        status_is(Status.SHORT_VISA, Status.VISITOR),
    ),
    Advice(
        _("In rare cases the minister grants a humanitarian AME to someone who does not live in France."),
        status_is(Status.SHORT_VISA, Status.VISITOR),
        "CASF L251-1",
    ),
    Advice(
        you_or_them(
            _("In prison, the general scheme insures you from the first day, whatever your papers."),
            _("In prison, the general scheme insures everyone from the first day, whatever their papers."),
        ),
        status_is(Status.DETAINED),
        "CSS L381-30",
    ),
    Advice(
        _("In Mayotte, care is given by the public hospital under local rules. Check with the hospital."),
        answer_is("territory", "mayotte"),
    ),
    Advice(
        _(
            "Saint-Pierre-et-Miquelon has its own medical aid: ask for it there. In New Caledonia, French Polynesia and Wallis and Futuna, ask the local services."
        ),
        answer_is("territory", "other_territory"),
        "CASF L531-2",
    ),
    Advice(
        you_or_them(
            _("Ask your health-insurance fund which cover is yours."),
            _("Ask the health-insurance fund which cover the person has."),
        ),
        status_is(Status.NOT_FOREIGN),
    ),
    Advice(
        _(
            "The hospital gives urgent and vital care, under a scheme called DSUV, to people without papers who have no AME."
        ),
        all_of(
            status_is(Status.NOT_YET, Status.INCOME_TOO_HIGH),
            is_irregular_by_now,
        ),
        HOSPITAL,
    ),
    Advice(
        PASS,
        all_of(
            status_is(
                Status.NOT_YET,
                Status.INCOME_TOO_HIGH,
                Status.ASK_ADVICE,
                Status.STILL_INSURED,
                Status.CLOSE_TO_CEILING,
            ),
            fact(lambda facts: not facts.says("papers", "retention")),
        ),
    ),
)

OPENS = (
    Advice(
        _("A minor who then has no papers and no insurance is entitled to AME at once."),
        all_of(
            status_is(Status.SHORT_VISA, Status.ASYLUM_SEEKER, Status.DETAINED),
            fact(lambda facts: facts.is_minor),
        ),
        "CE, 7 juin 2006, n° 285576; circulaire DSS/2A/2011/351",
    ),
    Advice(
        you_or_them(
            _(
                "AME may open from %(day)s, if your situation is still the same. File your request from that day on."
            ),
            _(
                "AME may open from %(day)s, if the person's situation is still the same. File the request from that day on."
            ),
        ),
        all_of(status_is(Status.NOT_YET), lambda outcome: outcome.from_date is not None),
        "CASF L251-1",
    ),
    Advice(
        _("AME may open on the day after 3 full months without a right of residence."),
        status_is(Status.NOT_YET),
        "CASF L251-1",
    ),
    Advice(
        you_or_them(
            _(
                "AME may open when your insurance has ended and you have been without a right of residence for more than 3 months."
            ),
            _(
                "AME may open when the insurance has ended and the person has been without a right of residence for more than 3 months."
            ),
        ),
        status_is(Status.STILL_INSURED),
    ),
    Advice(
        you_or_them(
            _(
                "If your papers end and are not renewed: if you were insured, you normally stay insured for up to 6 months. AME may open after that."
            ),
            _(
                "If the papers end and are not renewed: someone who was insured normally stays insured for up to 6 months. AME may open after that."
            ),
        ),
        status_is(Status.REGULAR_STAY),
        "décret 2019-1468; décret 2020-1325, art. 3",
    ),
    Advice(
        you_or_them(
            _(
                "If asylum is refused: your insurance normally goes on for a time, then AME may open. Check with the fund."
            ),
            _(
                "If asylum is refused: the insurance normally goes on for a time, then AME may open. Check with the fund."
            ),
        ),
        status_is(Status.ASYLUM_SEEKER),
    ),
    Advice(
        you_or_them(
            _(
                "If you live in France, AME may open more than 3 months after the visa has ended. For someone who needed no visa, it may open more than 6 months after arrival. The fund decides."
            ),
            _(
                "If the person lives in France, AME may open more than 3 months after the visa has ended. For someone who needed no visa, it may open more than 6 months after arrival. The fund decides."
            ),
        ),
        status_is(Status.SHORT_VISA),
        "CASF L251-1",
    ),
    Advice(
        you_or_them(
            _("Ask for AME on the day of release, if you have no papers then."),
            _("Ask for AME on the day of release, if the person has no papers then."),
        ),
        status_is(Status.DETAINED),
    ),
    Advice(
        _(
            "AME may open for someone who comes to live in France and has been without a right of residence for more than 3 months."
        ),
        status_is(Status.VISITOR),
        "CASF L251-1",
    ),
    Advice(
        _(
            "AME may open when the resources of the last 12 months are no longer above the ceiling, if the other conditions are met."
        ),
        status_is(Status.INCOME_TOO_HIGH),
    ),
    Advice(
        _("AME may be open now: apply, and the fund decides."),
        status_is(Status.CLOSE_TO_CEILING),
    ),
    Advice(
        _("AME may be open now. It depends on the point to check above. Ask for advice soon."),
        status_is(Status.ASK_ADVICE),
    ),
    Advice(
        _(
            "As far as we could check, AME exists only in metropolitan France and in the overseas territories named in the first question."
        ),
        status_is(Status.NO_AME_TERRITORY),
        "CASF L251-1",
    ),
)
