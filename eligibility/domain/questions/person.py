"""Who asks: where they live, their nationality, their age (law 1.1, 1.3, 2)."""

from eligibility.domain.questions.question import Choice, Kind, Question
from eligibility.domain.wording import _, you_or_them

PERSON = (
    Question(
        key="territory",
        kind=Kind.CHOICE,
        text=you_or_them(_("Where do you live?"), _("Where does the person live?")),
        short=_("Where you live"),
        help=_("AME does not exist everywhere in France, and the income ceiling is higher overseas."),
        choices=(
            Choice("metropole", _("In metropolitan France"), _("Mainland France and Corsica")),
            Choice(
                "overseas",
                _("In an overseas territory of this list"),
                _("Guadeloupe, Guyane, Martinique, La Réunion, Saint-Barthélemy, Saint-Martin"),
            ),
            Choice("mayotte", _("In Mayotte")),
            Choice(
                "other_territory",
                _("In another French territory"),
                _("Saint-Pierre-et-Miquelon, New Caledonia, French Polynesia, Wallis and Futuna"),
            ),
            Choice(
                "passing_through",
                you_or_them(_("I do not live in France"), _("Does not live in France")),
                you_or_them(
                    _("For example: I am visiting, or passing through"),
                    _("For example: visiting, or passing through"),
                ),
            ),
        ),
        typical="metropole",
    ),
    Question(
        key="nationality",
        kind=Kind.CHOICE,
        text=you_or_them(_("What is your nationality?"), _("What is the person's nationality?")),
        short=_("Nationality"),
        help=you_or_them(
            _("If you have more than one, choose the first in the list that fits."),
            _("If there are several, choose the first in the list that fits."),
        ),
        only_if=_("Only for someone who lives in a territory with AME"),
        asked_when=lambda facts: facts.in_ame_territory,
        choices=(
            Choice("french", _("French")),
            Choice(
                "eu_eea_swiss",
                _("A country of the European Union, Iceland, Liechtenstein, Norway or Switzerland"),
            ),
            Choice("other", _("Another country, or no nationality")),
        ),
        typical="other",
    ),
    Question(
        key="age",
        kind=Kind.CHOICE,
        text=you_or_them(_("How old are you?"), _("How old is the person?")),
        short=_("Age"),
        help=you_or_them(
            _("If you fill this in for someone else, answer for that person."),
            _("Answer for the person who asks for AME."),
        ),
        only_if=_("Only for someone who is not French"),
        asked_when=lambda facts: facts.is_foreigner,
        choices=(
            Choice("adult", _("18 or older")),
            Choice("minor", _("Under 18")),
        ),
        typical="adult",
    ),
    Question(
        key="minor_situation",
        kind=Kind.CHOICE,
        text=_("What is the situation of this child or young person?"),
        short=_("Situation of the minor"),
        help=_("For a minor there is no waiting time and no income test."),
        only_if=_("Only for a minor"),
        asked_when=lambda facts: facts.is_minor,
        choices=(
            Choice(
                "parents_irregular",
                _("Their parents have no residence papers"),
                _("And the parents have no health insurance, or have AME"),
            ),
            Choice(
                "parents_asylum",
                _("They or their parents are asking for asylum"),
                _("With an asylum application certificate"),
                on_paper=("attestation de demande d’asile",),
            ),
            Choice(
                "parent_regular",
                _("They hold a residence permit, or a parent has one or is insured"),
                on_paper=("titre de séjour",),
            ),
            Choice("child_welfare", _("They are in the care of child welfare (ASE)")),
            Choice(
                "alone",
                _("They are in France without their parents"),
                _("Also if they live with an uncle, a sister or other relatives"),
            ),
            Choice(
                "short_visa",
                _("They are visiting France"),
                _("Or they have a short-stay visa, or 90 days without a visa, still running"),
            ),
            Choice("detained", _("They are in prison")),
        ),
        how_to_know=you_or_them(
            _("A hospital social worker or an association can help you find out."),
            _("A hospital social worker or an association can help to find out."),
        ),
        typical="parents_irregular",
    ),
)
