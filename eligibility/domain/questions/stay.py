"""Papers held and the time since irregular stay began (law 0 A, 1.2, 1.3, 2)."""

from datetime import date, timedelta
from typing import Any

from eligibility.domain.errors import AnswerError
from eligibility.domain.facts import PAPERS_OF_IRREGULAR_STAY, Course, Facts
from eligibility.domain.questions.question import Choice, Kind, Question, Variant
from eligibility.domain.wording import _, you_or_them

# Whoever is in France already has at most these days of the first three months before them.
LONGEST_TO_COME = timedelta(days=93)


def _since_problem(value: Any, facts: Facts) -> AnswerError | None:
    """A day to come is possible only where the first three months in France are still running."""
    if not value or (day := date.fromisoformat(value)) <= facts.reference.on:
        return None
    if not facts.first_three_months_are_free:
        return AnswerError("irregular_since", _("This date is in the future. Give a date in the past."))
    if day > facts.reference.on + LONGEST_TO_COME:
        return AnswerError("irregular_since", _("This date is too far away. Check the year."))
    return None


BY_DATE = {
    "3_to_6_months": _("This date counts: more than 3 months, up to 6 months."),
    "over_6_months": _("This date counts: more than 6 months."),
}


def _duration_by_date(facts: Facts) -> str:
    if facts.irregular_since and facts.irregular_since > facts.reference.on:
        return _("This day is still to come.")
    chosen = facts.says("irregular_duration", facts.duration or "")
    return "" if chosen else BY_DATE.get(facts.duration or "", "")


STAY = (
    Question(
        key="eu_situation",
        kind=Kind.CHOICE,
        text=you_or_them(
            _("What is your situation in France?"), _("What is the person's situation in France?")
        ),
        short=_("Situation as a European"),
        help=_("A European may live in France freely for 3 months. After that, conditions apply."),
        only_if=_("Only for an adult from the European Union, Iceland, Liechtenstein, Norway or Switzerland"),
        asked_when=lambda facts: facts.is_european_adult,
        choices=(
            Choice(
                "right_of_residence",
                you_or_them(_("I have a right of residence"), _("Has a right of residence")),
                you_or_them(
                    _(
                        "I work or study here, or I have enough means and full health insurance, or I am family of such a person, or I have a right of permanent residence"
                    ),
                    _(
                        "Works or studies here, or has enough means and full health insurance, or is family of such a person, or has a right of permanent residence"
                    ),
                ),
            ),
            Choice(
                "home_insurance",
                you_or_them(_("I am insured by my home country"), _("Is insured by the home country")),
                _("With a European health insurance card, or form S1"),
            ),
            Choice("no_right", _("None of these situations")),
            Choice("detained", you_or_them(_("I am in prison"), _("Is in prison"))),
        ),
        how_to_know=you_or_them(
            _("Ask your health-insurance fund, or an association that helps Europeans."),
            _("Ask the health-insurance fund, or an association that helps Europeans."),
        ),
        typical="no_right",
    ),
    Question(
        key="papers",
        kind=Kind.CHOICE,
        text=you_or_them(
            _("Which of these papers do you hold today?"),
            _("Which of these papers does the person hold today?"),
        ),
        short=_("Papers held"),
        help=you_or_them(
            _("Only papers that have not ended count. If you hold several, choose the first that fits."),
            _("Only papers that have not ended count. If there are several, choose the first that fits."),
        ),
        only_if=_("Only for an adult from another country"),
        asked_when=lambda facts: facts.is_other_adult,
        choices=(
            Choice(
                "none",
                _("No residence paper, or all have ended"),
                _(
                    "A passport alone is no residence paper. If a visa or the 90 days without a visa are not over, choose that answer below."
                ),
            ),
            Choice("permit", _("A residence permit of France, in date"), on_paper=("titre de séjour",)),
            Choice("receipt", _("A receipt of a permit application, in date"), on_paper=("récépissé",)),
            Choice(
                "extension",
                _("An extension certificate, in date"),
                _(
                    "Proof that the application is still being examined, or a certificate of favourable decision while the card is being made"
                ),
                on_paper=("attestation de prolongation d’instruction", "attestation de décision favorable"),
            ),
            Choice(
                "long_card_renewal",
                you_or_them(
                    _("A long card that ended less than 3 months ago, and I asked to renew it"),
                    _("A long card that ended less than 3 months ago, with a request to renew it"),
                ),
                _(
                    "A 4-year card, a resident card, or a card of more than one year under a treaty. For another card it depends on the département: ask an association."
                ),
                on_paper=("carte de résident",),
            ),
            Choice(
                "online_filing",
                you_or_them(
                    _("Only the confirmation that I filed an application online"),
                    _("Only the confirmation of an application filed online"),
                ),
                on_paper=("attestation de dépôt en ligne", "confirmation de dépôt"),
            ),
            Choice(
                "summons",
                _("Only a summons or an appointment at the office for permits"),
                on_paper=("convocation", "rendez-vous", "préfecture"),
            ),
            Choice(
                "asylum",
                _("An asylum application certificate, in date"),
                _("Dublin procedure included"),
                on_paper=("attestation de demande d’asile",),
            ),
            Choice(
                "temporary_stay",
                _("A provisional authorisation to stay, in date"),
                on_paper=("autorisation provisoire de séjour", "APS"),
            ),
            Choice(
                "short_visa",
                _("A short-stay visa, or 90 days without a visa, not yet over"),
                on_paper=("visa de court séjour",),
            ),
            Choice("long_visa", _("A long-stay visa, in date"), on_paper=("visa de long séjour",)),
            Choice("foreign_permit", _("A residence permit of another country")),
            Choice(
                "eu_family",
                you_or_them(
                    _("I am family of a European who lives here"), _("Is family of a European who lives here")
                ),
            ),
            Choice("detained", you_or_them(_("I am in prison"), _("Is in prison"))),
            Choice(
                "retention",
                you_or_them(
                    _("I am in a detention centre for foreigners (CRA)"),
                    _("Is in a detention centre for foreigners (CRA)"),
                ),
            ),
        ),
        how_to_know=you_or_them(
            _("Show your papers to a social worker or an association. They can read them with you."),
            _("A social worker or an association can read the papers with the person."),
        ),
        typical="none",
    ),
    Question(
        key="irregular_start",
        kind=Kind.CHOICE,
        text=you_or_them(
            _("How did your stay without papers begin?"), _("How did the person's stay without papers begin?")
        ),
        short=_("How irregular stay began"),
        help=_("Choose what happened last."),
        only_if=_("Only without papers, or with the confirmation of an online filing alone"),
        asked_when=lambda facts: facts.is_other_adult and facts.says("papers", *PAPERS_OF_IRREGULAR_STAY),
        choices=(
            Choice(
                "entered_without_visa",
                you_or_them(
                    _("I entered France without a visa although I needed one"),
                    _("Entered France without a visa although one was needed"),
                ),
            ),
            Choice(
                "visa_ended",
                you_or_them(_("My short-stay visa ended"), _("The short-stay visa ended")),
                on_paper=("visa de court séjour",),
            ),
            Choice(
                "visa_free_ended",
                you_or_them(
                    _("I needed no visa, and my 90 days ended"), _("Needed no visa, and the 90 days ended")
                ),
                _("For example with a passport of Albania, Brazil or Georgia"),
            ),
            Choice(
                "permit_ended",
                you_or_them(_("My residence paper ended"), _("The residence paper ended")),
                _(
                    "A permit, a long-stay visa, a receipt, a provisional authorisation or an extension certificate"
                ),
                on_paper=(
                    "titre de séjour",
                    "visa de long séjour",
                    "récépissé",
                    "APS",
                    "attestation de prolongation d’instruction",
                ),
            ),
            Choice(
                "asylum_ended",
                you_or_them(
                    _("My asylum application was refused or ended"),
                    _("The asylum application was refused or ended"),
                ),
            ),
        ),
        how_to_know=you_or_them(
            _("Look at the last visa in your passport and at the letters you received."),
            _("Look at the last visa in the passport and at the letters received."),
        ),
        typical="visa_ended",
    ),
    Question(
        key="irregular_duration",
        kind=Kind.CHOICE,
        text=you_or_them(
            _("How long have you been in France without a right of residence?"),
            _("How long has the person been in France without a right of residence?"),
        ),
        short=_("Time without a right of residence"),
        help=you_or_them(
            _("Count from the day after your visa or paper ended, or from your entry if you had none."),
            _("Count from the day after the visa or paper ended, or from the entry if there was none."),
        ),
        variants=(
            Variant(
                when=lambda facts: facts.first_three_months_are_free,
                text=you_or_them(
                    _(
                        "How long have you been in France without a right of residence, after your first 3 months?"
                    ),
                    _(
                        "How long has the person been in France without a right of residence, after the first 3 months?"
                    ),
                ),
                help=you_or_them(
                    _(
                        "Your first 3 months in France do not count. If you arrived 5 months ago, count 2 months."
                    ),
                    _(
                        "The first 3 months in France do not count. For an arrival 5 months ago, count 2 months."
                    ),
                ),
            ),
            Variant(
                when=lambda facts: facts.says("irregular_start", "asylum_ended"),
                help=you_or_them(
                    _(
                        "Usually count from the day you received the OFPRA decision. If you appealed, count from the day the CNDA decision was read in public, or its order (ordonnance) was signed. In some cases it ended sooner (country called safe, second re-examination, withdrawn request): ask an association. After a Dublin procedure, choose “I don't know” and ask an association."
                    ),
                    _(
                        "Usually count from the day the OFPRA decision was received. After an appeal, count from the day the CNDA decision was read in public, or its order (ordonnance) was signed. In some cases it ended sooner (country called safe, second re-examination, withdrawn request): ask an association. After a Dublin procedure, choose “Not known” and ask an association."
                    ),
                ),
            ),
            Variant(
                when=lambda facts: facts.says("irregular_start", "permit_ended"),
                help=you_or_them(
                    _(
                        "Count from the day after your paper ended. If you asked to renew a long card (4 years or more, or over a year under a treaty), count from 3 months later."
                    ),
                    _(
                        "Count from the day after the paper ended. For a long card under renewal (4 years or more, or over a year under a treaty), count from 3 months later."
                    ),
                ),
            ),
        ),
        only_if=_("Only for an adult without a right of residence"),
        asked_when=lambda facts: facts.is_irregular_adult,
        choices=(
            Choice("under_3_months", _("3 months or less")),
            Choice("3_to_6_months", _("More than 3 months, up to 6 months")),
            Choice("over_6_months", _("More than 6 months")),
        ),
        how_to_know=you_or_them(
            _(
                "Look at your last visa or paper, at your entry stamp or ticket, or at the letter of OFPRA or CNDA."
            ),
            _(
                "Look at the last visa or paper, at the entry stamp or ticket, or at the letter of OFPRA or CNDA."
            ),
        ),
        typical="over_6_months",
    ),
    Question(
        key="irregular_since",
        kind=Kind.DATE,
        text=you_or_them(
            _("On which day did your visa or your paper end?"),
            _("On which day did the person's visa or paper end?"),
        ),
        short=_("Without a right of residence since"),
        help=you_or_them(
            _("If you had none, give the day you entered France. You may leave this empty."),
            _("If there was none, give the day of entry in France. It may be left empty."),
        ),
        variants=(
            Variant(
                when=lambda facts: facts.says("irregular_start", "entered_without_visa"),
                text=you_or_them(
                    _("On which day did you enter France?"),
                    _("On which day did the person enter France?"),
                ),
                help=you_or_them(_("You may leave this empty."), _("It may be left empty.")),
            ),
            Variant(
                when=lambda facts: facts.first_three_months_are_free,
                text=you_or_them(
                    _("On which day do your first 3 months in France end?"),
                    _("On which day do the person's first 3 months in France end?"),
                ),
                help=you_or_them(
                    _("This day may be in the future. You may leave this empty."),
                    _("This day may be in the future. It may be left empty."),
                ),
            ),
            Variant(
                when=lambda facts: facts.says("irregular_start", "permit_ended"),
                text=you_or_them(
                    _("On which day did your right to stay end?"),
                    _("On which day did the person's right to stay end?"),
                ),
                help=you_or_them(
                    _(
                        "Usually the end date on your paper. If you asked to renew a long card (4 years or more, or over a year under a treaty), give the day 3 months after that date. You may leave this empty."
                    ),
                    _(
                        "Usually the end date on the paper. For a long card under renewal (4 years or more, or over a year under a treaty), give the day 3 months after that date. It may be left empty."
                    ),
                ),
            ),
            Variant(
                when=lambda facts: facts.says("irregular_start", "asylum_ended"),
                text=you_or_them(
                    _("On which day did your right to stay as an asylum seeker end?"),
                    _("On which day did the person's right to stay as an asylum seeker end?"),
                ),
                help=you_or_them(
                    _(
                        "Usually the day you received the OFPRA decision. If you appealed, the day the CNDA decision was read in public, or its order (ordonnance) was signed. In some cases it ended sooner (country called safe, second re-examination, withdrawn request): ask an association. You may leave this empty."
                    ),
                    _(
                        "Usually the day the OFPRA decision was received. After an appeal, the day the CNDA decision was read in public, or its order (ordonnance) was signed. In some cases it ended sooner (country called safe, second re-examination, withdrawn request): ask an association. It may be left empty."
                    ),
                ),
            ),
        ),
        only_if=_("Only after 3 months or less without a right of residence"),
        asked_when=lambda facts: (
            facts.says("irregular_duration", "under_3_months") and facts.is_irregular_adult
        ),
        optional=True,
        problem=_since_problem,
        read_as=_duration_by_date,
        typical="",
    ),
    Question(
        key="insured_before",
        kind=Kind.CHOICE,
        text=you_or_them(
            _("Did you have French health insurance before your paper ended?"),
            _("Did the person have French health insurance before their paper ended?"),
        ),
        short=_("Insured before"),
        help=you_or_them(
            _("Your cover normally goes on for up to 6 months after a permit or an asylum certificate ends."),
            _("Cover normally goes on for up to 6 months after a permit or an asylum certificate ends."),
        ),
        only_if=_("Only if a permit or an asylum application ended, unless more than 6 months ago"),
        asked_when=lambda facts: facts.is_irregular_adult and facts.cover_may_last,
        choices=(
            Choice("yes", _("Yes"), on_paper=("carte Vitale", "attestation de droits")),
            Choice("no", _("No")),
        ),
        how_to_know=you_or_them(
            _("A health-insurance card or a certificate of rights shows it. You can also ask your fund."),
            _("A health-insurance card or a certificate of rights shows it. The fund can also say."),
        ),
        typical="no",
    ),
    Question(
        key="residence",
        kind=Kind.CHOICE,
        text=you_or_them(
            _("Have you lived in France all this time?"), _("Has the person lived in France all this time?")
        ),
        short=_("Residence in France"),
        help=you_or_them(
            _("The law asks that you live in France without interruption."),
            _("The law asks that the person lives in France without interruption."),
        ),
        only_if=_("Only after more than 3 months without a right of residence"),
        asked_when=lambda facts: facts.course is Course.FULL and facts.is_past_three_months,
        choices=(
            Choice("continuous", _("Yes, without interruption")),
            Choice(
                "interrupted",
                you_or_them(_("No, I left France for a time"), _("No, was away from France for a time")),
            ),
        ),
        how_to_know=you_or_them(
            _("A short trip may or may not matter. An association can tell you what the fund does."),
            _("A short trip may or may not matter. An association can say what the fund does."),
        ),
        typical="continuous",
    ),
)
