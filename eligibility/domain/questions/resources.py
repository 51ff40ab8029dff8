"""Resources of the last twelve months (law 3.1 to 3.3)."""

from eligibility.domain.facts import Course, Facts
from eligibility.domain.questions.question import Choice, Kind, Question, Variant
from eligibility.domain.wording import _, you_or_them


def _has_an_amount(facts: Facts) -> bool:
    return facts.says("resources_kind", "monthly", "yearly")


RESOURCES = (
    Question(
        key="resources_kind",
        kind=Kind.CHOICE,
        text=you_or_them(
            _("Did your household receive money in the last 12 months?"),
            _("Did the person's household receive money in the last 12 months?"),
        ),
        short=_("Resources"),
        help=you_or_them(
            _(
                "Count all income, net, in France and abroad: yours, that of your partner without papers and that of your dependants. Leave out a partner who has a right to live in France. Leave out the RSA, the ARS, the AEEH, the PCH and the APA: they do not count. For another benefit, ask the fund."
            ),
            _(
                "Count all income, net, in France and abroad: of the person, of a partner without papers and of dependants. Leave out a partner who has a right to live in France. Leave out the RSA, the ARS, the AEEH, the PCH and the APA: they do not count. For another benefit, ask the fund."
            ),
        ),
        variants=(
            Variant(
                when=lambda facts: facts.says("housing", "hosted"),
                help=you_or_them(
                    _(
                        "Count all income, net, in France and abroad: yours, that of your partner without papers and that of your dependants. Leave out the person who lodges you, and a partner who has a right to live in France. Leave out the RSA, the ARS, the AEEH, the PCH and the APA: they do not count. For another benefit, ask the fund."
                    ),
                    _(
                        "Count all income, net, in France and abroad: of the person, of a partner without papers and of dependants. Leave out the person who lodges them, and a partner who has a right to live in France. Leave out the RSA, the ARS, the AEEH, the PCH and the APA: they do not count. For another benefit, ask the fund."
                    ),
                ),
            ),
        ),
        only_if=_("Only for an adult without a right of residence, unless for 3 months or less"),
        asked_when=lambda facts: facts.course is Course.FULL,
        choices=(
            Choice("none", _("No, nothing")),
            Choice(
                "monthly",
                you_or_them(
                    _("Yes, I can give an average for a month"), _("Yes, an average for a month is known")
                ),
                _("The average of 12 months: a month without income counts as 0"),
            ),
            Choice(
                "yearly",
                you_or_them(
                    _("Yes, I can give the total of the 12 months"),
                    _("Yes, the total of the 12 months is known"),
                ),
            ),
        ),
        how_to_know=you_or_them(
            _("Payslips, bank statements or a notebook help. You can go on without the amount."),
            _("Payslips, bank statements or a notebook help. It is possible to go on without the amount."),
        ),
        typical="none",
    ),
    Question(
        key="resources_amount",
        kind=Kind.NUMBER,
        text=you_or_them(
            _("If your household received money: how much?"),
            _("If the household received money: how much?"),
        ),
        short=_("Amount"),
        help=you_or_them(
            _("In whole euros: the average for a month, or the total of the 12 months, as you chose above."),
            _("In whole euros: the average for a month, or the total of the 12 months, as chosen above."),
        ),
        only_if=_("Only if there is income"),
        asked_when=lambda facts: facts.course is Course.FULL and _has_an_amount(facts),
        unit=_("euros"),
        maximum=999_999,
        typical=500,
    ),
    Question(
        key="resources_from",
        kind=Kind.CHOICES,
        text=you_or_them(
            _("If your household received money: where does it come from?"),
            _("If the household received money: where does it come from?"),
        ),
        short=_("Where it comes from"),
        help=_("Choose all that apply. This tells which papers to bring."),
        only_if=_("Only if there is income"),
        asked_when=lambda facts: facts.course is Course.FULL and _has_an_amount(facts),
        choices=(
            Choice(
                "work",
                _("Work, declared or not"),
                you_or_them(
                    _(
                        "For pay that was not declared, we found no clear text: ask an association before you apply"
                    ),
                    _(
                        "For pay that was not declared, we found no clear text: ask an association before applying"
                    ),
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
