"""The request itself and the identity papers at hand (law 4.2, 5, 6.1)."""

from eligibility.domain.facts import Course
from eligibility.domain.questions.home import asks_for_papers
from eligibility.domain.questions.question import Choice, Kind, Question, Variant
from eligibility.domain.wording import _, you_or_them

REQUEST = (
    Question(
        key="request",
        kind=Kind.CHOICE,
        text=you_or_them(
            _("Is this your first request for AME?"), _("Is this the person's first request for AME?")
        ),
        short=_("Request"),
        help=_("AME lasts one year. It must be asked for again each year."),
        only_if=_("Only if a request can be filed now"),
        asked_when=lambda facts: facts.course in (Course.FULL, Course.MINOR),
        choices=(
            Choice("first", _("Yes, the first")),
            Choice(
                "renewal_over_2_months",
                you_or_them(
                    _("No, my card ends in more than 2 months"), _("No, the card ends in more than 2 months")
                ),
            ),
            Choice(
                "renewal_within_2_months",
                you_or_them(_("No, my card ends within 2 months"), _("No, the card ends within 2 months")),
            ),
            Choice(
                "renewal_ended",
                you_or_them(_("No, and my card has already ended"), _("No, and the card has already ended")),
            ),
        ),
        typical="first",
    ),
    Question(
        key="identity_papers",
        kind=Kind.CHOICES,
        text=you_or_them(
            _("Which of these identity papers do you have?"),
            _("Which of these identity papers does the person have?"),
        ),
        short=_("Identity papers"),
        help=you_or_them(
            _("Choose all that you have. For a paper that has ended, check with the fund."),
            _("Choose all that the person has. For a paper that has ended, check with the fund."),
        ),
        variants=(
            Variant(
                when=lambda facts: facts.course is Course.CHILDREN,
                text=_("Which of these identity papers do the children have?"),
                help=_("Choose all that they have."),
            ),
        ),
        only_if=_("Only if there are papers to bring"),
        asked_when=asks_for_papers,
        choices=(
            Choice("passport", _("Passport")),
            Choice("national_card", _("National identity card")),
            Choice("birth_certificate", _("Birth certificate"), on_paper=("extrait d’acte de naissance",)),
            Choice("family_book", _("Family record book"), on_paper=("livret de famille",)),
            Choice("old_permit", _("An old residence permit"), on_paper=("titre de séjour",)),
            Choice(
                "other_with_photo",
                _("Another paper with a photo"),
                _("For example a driving licence or a student card"),
            ),
        ),
        none_label=_("None of these"),
        typical=["passport"],
    ),
)
