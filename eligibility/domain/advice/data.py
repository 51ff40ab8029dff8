"""Who can see the data of AME (law 0 E, 1.1)."""

from eligibility.domain.advice.advice import Advice, answer_is
from eligibility.domain.wording import _

DATA = (
    Advice(
        _(
            "Since 2026, French consulates and ministries may read AME files when they examine a visa application."
        ),
        lambda outcome: True,
        "décret 2026-66",
    ),
    Advice(
        _("The fund can look into the visa database and see when a visa ends."),
        answer_is("irregular_start", "visa_ended"),
        "CESEDA R142-1",
    ),
)
