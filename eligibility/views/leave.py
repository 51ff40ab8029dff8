"""The quick exit, and the page that it leaves to."""

import calendar

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.dates import MONTHS, WEEKDAYS, WEEKDAYS_ABBR
from django.views.decorators.csrf import csrf_exempt

from eligibility import answers
from eligibility.views.shared import no_store, see_other


# It must work on a page that has been open too long, and whatever a browser says of where the form
# stood: another site could make someone begin again, a refusal would leave the answers in sight.
@no_store
@csrf_exempt
def month(request: HttpRequest) -> HttpResponse:
    """This month, with nothing about this site; a form sent here erases what the browser holds first."""
    if request.method == "POST":
        return _leave(request)
    today = timezone.localdate()
    context = {
        "name": MONTHS[today.month],
        "year": today.year,
        "weekdays": [(WEEKDAYS[day], WEEKDAYS_ABBR[day]) for day in range(7)],
        "weeks": calendar.Calendar().monthdayscalendar(today.year, today.month),
        "today": today.day,
    }
    return render(request, "month.html", context)


def _leave(request: HttpRequest) -> HttpResponse:
    response = see_other(request.path)
    answers.erase(response)
    for name in (settings.SECOND_LANGUAGE_COOKIE_NAME, settings.CSRF_COOKIE_NAME):
        response.delete_cookie(name, samesite="Lax")
    response.headers["Clear-Site-Data"] = '"cache"'
    return response
