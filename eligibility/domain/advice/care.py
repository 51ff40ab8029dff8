"""Urgent care, pregnancy and children, whatever the outcome (law 0 K, 4.4)."""

from eligibility.domain.advice.advice import (
    HOSPITAL,
    PASS,
    Advice,
    all_of,
    any_of,
    fact,
    is_irregular_by_now,
    status_is,
)
from eligibility.domain.verdict import MAY_FILE, Status
from eligibility.domain.wording import _, you_or_them

IRREGULAR = all_of(status_is(*MAY_FILE), is_irregular_by_now)
PASSING = status_is(Status.SHORT_VISA, Status.VISITOR)
INSURED = status_is(Status.REGULAR_STAY, Status.ASYLUM_SEEKER, Status.DETAINED, Status.NOT_FOREIGN)
# Also who is regular until a day that was given: the hospital's scheme is not for them before it.
REGULAR = any_of(INSURED, fact(lambda facts: facts.is_not_irregular_yet))
ELSEWHERE = status_is(Status.NO_AME_TERRITORY)

CARE = (
    Advice(
        you_or_them(
            _("As long as your insurance goes on, show your card when you get care."),
            _("As long as the insurance goes on, the person shows the card to get care."),
        ),
        status_is(Status.STILL_INSURED),
    ),
    Advice(
        _(
            "Urgent care: go to the hospital. It gives urgent and vital care to people without papers who have no AME."
        ),
        IRREGULAR,
        HOSPITAL,
    ),
    Advice(PASS, status_is(Status.LIKELY)),
    Advice(
        _(
            "Pregnancy and newborns: the hospital gives all care under the same scheme. PMI centres (health service for pregnancy and children) also help, without insurance."
        ),
        IRREGULAR,
        HOSPITAL,
    ),
    Advice(
        _(
            "Children: PMI centres see them without insurance. A minor without papers has no waiting time for AME."
        ),
        IRREGULAR,
    ),
    Advice(
        you_or_them(
            _(
                "Urgent care: go to the emergency department (urgences) of a hospital. The scheme for urgent care (DSUV) does not cover you, so the hospital may send a bill."
            ),
            _(
                "Urgent care: go to the emergency department (urgences) of a hospital. The scheme for urgent care (DSUV) does not cover the person, so the hospital may send a bill."
            ),
        ),
        PASSING,
        HOSPITAL,
    ),
    Advice(
        _("Urgent care: go to the emergency department (urgences) of a hospital."),
        REGULAR,
    ),
    Advice(
        you_or_them(
            _(
                "Pregnancy and children: PMI centres (health service for pregnancy and children) receive you without insurance."
            ),
            _(
                "Pregnancy and children: PMI centres (health service for pregnancy and children) receive people without insurance."
            ),
        ),
        any_of(PASSING, REGULAR),
    ),
    Advice(
        you_or_them(
            _(
                "Urgent care, pregnancy, newborns and children: go to the public hospital. Local rules say what you pay. Ask the hospital."
            ),
            _(
                "Urgent care, pregnancy, newborns and children: go to the public hospital. Local rules say what is to be paid. Ask the hospital."
            ),
        ),
        ELSEWHERE,
    ),
)
