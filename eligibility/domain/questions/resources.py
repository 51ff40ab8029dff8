"""Resources of the last twelve months (law 3.1 to 3.3)."""

from eligibility.domain.facts import Course, Facts
from eligibility.domain.questions.question import Choice, Kind, Question
from eligibility.domain.wording import _


def _has_an_amount(facts: Facts) -> bool:
    return facts.says("resources_kind", "monthly", "yearly")


RESOURCES = (
    Question(
        key="resources_kind",
        kind=Kind.CHOICE,
        text=_("Did your household receive money in the last 12 months?"),
        short=_("Resources"),
        help=_(
            "Count all income, net, in France and abroad: yours, that of your partner without papers and that of your dependants. Leave out a partner who has a right to live in France. Leave out the RSA, the ARS, the AEEH, the PCH and the APA: they do not count. For another benefit, ask the fund."
        ),
        asked_when=lambda facts: facts.course is Course.FULL,
        choices=(
            Choice("none", _("No, nothing")),
            Choice(
                "monthly",
                _("Yes, I can give an average for a month"),
                _("The average of 12 months: a month without income counts as 0"),
            ),
            Choice("yearly", _("Yes, I can give the total of the 12 months")),
        ),
        how_to_know=_("Payslips, bank statements or a notebook help. You can go on without the amount."),
        typical="none",
    ),
    Question(
        key="resources_amount",
        kind=Kind.NUMBER,
        text=_("If your household received money: how much?"),
        short=_("Amount"),
        help=_("In whole euros: the average for a month, or the total of the 12 months, as you chose above."),
        asked_when=lambda facts: facts.course is Course.FULL and _has_an_amount(facts),
        unit=_("euros"),
        maximum=999_999,
        typical=500,
    ),
    Question(
        key="resources_from",
        kind=Kind.CHOICES,
        text=_("If your household received money: where does it come from?"),
        short=_("Where it comes from"),
        help=_("Choose all that apply. This tells which papers to bring."),
        asked_when=lambda facts: facts.course is Course.FULL and _has_an_amount(facts),
        choices=(
            Choice(
                "work",
                _("Work, declared or not"),
                _(
                    "For pay that was not declared, we found no clear text: ask an association before you apply"
                ),
            ),
            Choice("benefits", _("Benefits or allowances")),
            Choice("abroad", _("Income from abroad")),
            Choice("family", _("Help in money from family or friends")),
            Choice("other", _("Something else")),
        ),
        typical=["work"],
    ),
)
