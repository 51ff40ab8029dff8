"""A wizard as django-formtools' own documentation builds one, from our declaration of the questions.

`/plain/` answers each form with the next one; `/named/` redirects to the address of the next step, as
the site does, so that a reload sends nothing twice.
"""

from collections.abc import Callable, Mapping
from typing import Any

from django import forms
from django.http import HttpResponse
from django.shortcuts import render
from django.urls import path
from django.utils import timezone
from django.utils.translation import gettext_lazy
from formtools.wizard.views import NamedUrlSessionWizardView, SessionWizardView

from eligibility.content import reference_on
from eligibility.domain.facts import Facts
from eligibility.domain.questions import QUESTIONS, Kind, Question


def _field(question: Question) -> forms.Field:
    words = {"label": gettext_lazy(question.text), "help_text": gettext_lazy(question.help)}
    choices = [(choice.code, gettext_lazy(choice.label)) for choice in question.all_choices]
    if question.kind is Kind.CHOICE:
        return forms.ChoiceField(choices=choices, widget=forms.RadioSelect, **words)
    if question.kind is Kind.CHOICES:
        return forms.MultipleChoiceField(choices=choices, widget=forms.CheckboxSelectMultiple, **words)
    if question.kind is Kind.NUMBER:
        return forms.IntegerField(min_value=question.minimum, max_value=question.maximum, **words)
    return forms.DateField(required=False, widget=forms.SelectDateWidget, **words)


def _answers(wizard: SessionWizardView) -> dict[str, Any]:
    """What earlier steps were answered, as they were sent: a number is all that has to be read."""
    sent: dict[str, Any] = {}
    for question in QUESTIONS:
        data: Mapping[str, Any] | None = wizard.storage.get_step_data(question.key)
        if data and (value := data.get(f"{question.key}-{question.key}")):
            is_number = question.kind is Kind.NUMBER
            sent[question.key] = int(value) if is_number and value.isdecimal() else value
    return sent


def _condition(question: Question) -> Callable[[SessionWizardView], bool]:
    return lambda wizard: question.asked_when(Facts(_answers(wizard), reference_on(timezone.localdate())))


FORMS = [
    (question.key, type(f"{question.key}_form", (forms.Form,), {question.key: _field(question)}))
    for question in QUESTIONS
]
CONDITIONS = {question.key: _condition(question) for question in QUESTIONS[1:]}


class Shown:
    template_name = "step.html"

    def done(self, form_list: list[forms.Form], **kwargs: Any) -> HttpResponse:
        answers = {key: value for form in form_list for key, value in form.cleaned_data.items()}
        return render(self.request, "done.html", {"answers": answers})


class PlainWizard(Shown, SessionWizardView):
    pass


class NamedWizard(Shown, NamedUrlSessionWizardView):
    pass


named = NamedWizard.as_view(FORMS, url_name="step", condition_dict=CONDITIONS)
urlpatterns = [
    path("plain/", PlainWizard.as_view(FORMS, condition_dict=CONDITIONS)),
    path("named/", named),
    path("named/<slug:step>/", named, name="step"),
]
