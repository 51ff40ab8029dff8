"""The household and where it lives (law 1.1, 3.1, 3.4)."""

from typing import Any

from eligibility.domain.errors import AnswerError
from eligibility.domain.facts import Course, Facts
from eligibility.domain.questions.question import Choice, Kind, Question
from eligibility.domain.wording import _, you_or_them


def _more_than_children(value: Any, facts: Facts) -> AnswerError | None:
    if value <= facts.children:
        return None
    return AnswerError(
        "children_16_plus",
        _("This is more than the number of children that you gave: %(children)s."),
        children=facts.children,
    )


def _asks_about_family(facts: Facts) -> bool:
    return facts.course in (Course.FULL, Course.CHILDREN)


def asks_for_papers(facts: Facts) -> bool:
    """Housing and identity papers serve the checklist of the adult, the minor or the children."""
    return facts.course in (Course.FULL, Course.MINOR) or (
        facts.course is Course.CHILDREN and facts.children > 0
    )


HOME = (
    Question(
        key="partner",
        kind=Kind.CHOICE,
        text=you_or_them(
            _("Does a husband, wife or partner live with you in France?"),
            _("Does a husband, wife or partner live with the person in France?"),
        ),
        short=_("Partner"),
        help=_("Married, in a PACS, or living together as a couple."),
        only_if=_("Only for an adult for whom AME may open, or whose situation is not clear"),
        asked_when=_asks_about_family,
        choices=(
            Choice(
                "none",
                _("No"),
                you_or_them(
                    _("Also if your partner lives elsewhere"), _("Also if the partner lives elsewhere")
                ),
            ),
            Choice(
                "irregular",
                _("Yes, and they have no residence papers"),
                _("Or only the confirmation of an online filing"),
                on_paper=("attestation de dépôt en ligne", "confirmation de dépôt"),
            ),
            Choice(
                "regular",
                _("Yes, and they have a right to live in France"),
                _(
                    "French, European with a right of residence, or with a residence permit, a receipt, a provisional authorisation, an extension certificate or an asylum application certificate"
                ),
                on_paper=(
                    "titre de séjour",
                    "récépissé",
                    "APS",
                    "attestation de prolongation",
                    "attestation de demande d’asile",
                ),
            ),
        ),
        how_to_know=_(
            "Choose this too if their visa or their 90 days without visa are not over. A social worker or an association can look at their papers."
        ),
        typical="none",
    ),
    Question(
        key="children",
        kind=Kind.NUMBER,
        text=you_or_them(
            _("How many children live with you in France, in your charge?"),
            _("How many children live with the person in France, in their charge?"),
        ),
        short=_("Children"),
        help=_(
            "Count those under 16, and those of 16 to 20 who study. Write 0 if there are none. A child who is French or already insured may not count: ask the fund. Another child under 18 is not counted, but may have AME in their own name."
        ),
        only_if=_("Only for an adult for whom AME may open, or whose situation is not clear"),
        asked_when=_asks_about_family,
        maximum=15,
        typical=0,
    ),
    Question(
        key="children_16_plus",
        kind=Kind.NUMBER,
        text=_("How many of these children are 16 or older?"),
        short=_("Children of 16 or older"),
        help=_(
            "They need a photo and proof of studies. Write 0 if there are none. A child of 16 or older who does not study does not count: go back and leave them out."
        ),
        only_if=_("Only if there are children"),
        asked_when=lambda facts: _asks_about_family(facts) and facts.children > 0,
        maximum=15,
        problem=_more_than_children,
        typical=0,
    ),
    Question(
        key="other_dependant",
        kind=Kind.CHOICE,
        text=you_or_them(
            _("Does one other person depend wholly on you?"),
            _("Does someone else depend wholly on the person?"),
        ),
        short=_("Other dependant"),
        help=you_or_them(
            _(
                "Someone who has lived with you for 12 months and whom you support completely. Only one counts."
            ),
            _(
                "Someone who has lived with the person for 12 months and whom the person supports completely. Only one counts."
            ),
        ),
        only_if=_("Only for an adult without a right of residence, unless for 3 months or less"),
        asked_when=lambda facts: facts.course is Course.FULL,
        choices=(Choice("yes", _("Yes")), Choice("no", _("No"))),
        typical="no",
    ),
    Question(
        key="housing",
        kind=Kind.CHOICE,
        text=you_or_them(_("Where do you live or sleep?"), _("Where does the person live or sleep?")),
        short=_("Housing"),
        help=you_or_them(
            _("This tells which papers can prove where you live."),
            _("This tells which papers can prove where the person lives."),
        ),
        only_if=_("Only if there are papers to bring"),
        asked_when=asks_for_papers,
        choices=(
            Choice(
                "tenant",
                you_or_them(_("I rent, without housing benefit"), _("Rents, without housing benefit")),
            ),
            Choice(
                "tenant_with_aid",
                you_or_them(
                    _("I rent, with housing benefit (APL or other)"),
                    _("Rents, with housing benefit (APL or other)"),
                ),
            ),
            Choice("owner", you_or_them(_("I own my home"), _("Owns their home"))),
            Choice(
                "hosted",
                you_or_them(
                    _("Someone lodges me in their home, free of charge"),
                    _("Is lodged in someone's home, free of charge"),
                ),
            ),
            Choice("hotel", _("In a hotel")),
            Choice("shelter", _("In a shelter or a centre (CHRS or other)")),
            Choice(
                "no_home_domiciled",
                you_or_them(
                    _("I have no home, but a registered mailing address"),
                    _("Has no home, but a registered mailing address"),
                ),
                you_or_them(
                    _("You hold a certificate of this address"), _("With a certificate of this address")
                ),
                on_paper=("attestation de domiciliation",),
            ),
            Choice(
                "no_home",
                you_or_them(
                    _("I have no home and no mailing address"), _("Has no home and no mailing address")
                ),
            ),
        ),
        typical="hosted",
    ),
)
