"""The form for the calendar file: its fields, with what was chosen and what is wrong."""

from typing import Any

from django.utils.functional import SimpleLazyObject

from ame_site.bilingual import say, with_second
from eligibility.dates_form import CARD_ENDS, FILED, DatesForm
from eligibility.domain.wording import _
from eligibility.presentation.question import date_lists, sent_date
from eligibility.templatetags.ame import day

WORDS = {
    FILED: (
        _("The day you filed your request"),
        _(
            "The fund has 2 months to answer. Without an answer, the request is refused. "
            "Ask the fund from which day it counts."
        ),
    ),
    CARD_ENDS: (
        _("The day your AME card ends"),
        _("The new request is filed in the 2 months before that day."),
    ),
}


def dates_page(form: DatesForm) -> dict[str, Any]:
    """What `result/dates.html` shows, under the name `dates`; nothing where no date fits the outcome."""
    if not form.has_dates:
        return {"dates": None}
    fields = [_field(name, form) for name in form.fields]
    return {
        "dates": {
            "opens": day(form.opens) if form.opens else "",
            "shown": (bool(form.opens), *((name, form.fields[name].widget.years) for name in form.fields)),
            "fields": fields,
            "errors": [field for field in fields if field["error"]],
        }
    }


def _field(name: str, form: DatesForm) -> dict[str, Any]:
    label, help_text = WORDS[name]
    errors = form.errors.as_data().get(name)
    years = form.fields[name].widget.years
    return {
        "name": name,
        "label": say(label),
        "help": say(help_text),
        "error": with_second(lambda: errors[0].messages[0]) if errors else "",
        "parts": SimpleLazyObject(lambda: date_lists(name, years, sent_date(form.data, name))),
    }
