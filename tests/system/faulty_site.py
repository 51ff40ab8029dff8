"""The site as gunicorn serves it, with a fault at some incomes, and a leak at one."""

import os
import tempfile
from typing import Any

from ame_site.wsgi import application as application
from eligibility.domain.verdict import Outcome
from eligibility.views import journey

BREAKS, LEAKS = 87_501, 87_502
shown = journey.result_page


def result_page(outcome: Outcome) -> dict[str, Any]:
    """What the result shows, unless the income is one of the two."""
    income = outcome.journey.answers.get("resources_amount")
    if income == BREAKS:
        raise RuntimeError(f"{outcome.journey.answers} cannot be shown")
    if income == LEAKS:
        descriptor, name = tempfile.mkstemp()
        os.write(descriptor, f"{outcome.journey.answers}".encode())
        os.close(descriptor)
        os.unlink(name)
    return shown(outcome)


journey.result_page = result_page
