"""The form of a paper: lists of codes become boxes to tick."""

from typing import Any

from django import forms
from django.template.loader import render_to_string
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _

from eligibility.models import Document
from eligibility.vocabulary import ANSWERS, GROUPED_ANSWERS, PERSONS

CONDITIONS = ("applies_when", "not_when")


class AnswersWidget(forms.CheckboxSelectMultiple):
    """Boxes to tick, each question folded unless one of its answers is ticked."""

    def render(self, name: str, value: Any, attrs: Any = None, renderer: Any = None) -> SafeString:
        context = self.get_context(name, value, attrs)["widget"]
        questions = [
            (question, choices, any(choice["selected"] for choice in choices))
            for question, choices, _ in context["optgroups"]
        ]
        return render_to_string("admin/eligibility/answers.html", {"questions": questions})


class AnswersField(forms.MultipleChoiceField):
    """Answers of the questionnaire, stored as the list of their codes."""

    widget = AnswersWidget


class DocumentForm(forms.ModelForm):
    """A paper; its conditions are answers of the questionnaire, grouped by question.

    The admin gives the model and its fields; it leaves out those that the user may not write.
    Sent with the button `_look`, a valid form is shown again with a preview instead of saved. `seen` is the
    newest version when the page was opened: what was saved meanwhile is replaced at the second press only.
    """

    NOT_SAVED = _("Nothing is saved yet: the list below shows the paper as it is in this form.")

    CHANGED_MEANWHILE = _(
        "Somebody changed this paper meanwhile. Look at its history; save again to keep what is written here."
    )

    was_looked_at = False

    seen = forms.CharField(required=False, widget=forms.HiddenInput)
    persons = forms.MultipleChoiceField(
        label=_("For whom"),
        choices=PERSONS,
        widget=forms.CheckboxSelectMultiple(attrs={"class": "radiolist"}),
    )
    applies_when = AnswersField(
        label=Document._meta.get_field("applies_when").verbose_name,
        required=False,
        choices=GROUPED_ANSWERS,
        help_text=Document.ANSWERS_HELP,
    )
    not_when = AnswersField(
        label=Document._meta.get_field("not_when").verbose_name,
        required=False,
        choices=GROUPED_ANSWERS,
        help_text=Document._meta.get_field("not_when").help_text,
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        newest = self.instance.history.first() if self.instance.pk else None
        self.initial["seen"] = str(newest.pk) if newest else ""
        for name in set(CONDITIONS) & set(self.fields):
            self._show_what_is_no_longer_asked(name)

    def clean(self) -> None:
        super().clean()
        for name in CONDITIONS:
            if name in self.cleaned_data:
                self.cleaned_data[name] = self._in_stored_order(name)
        if self.cleaned_data.get("seen") not in ("", None, self.initial["seen"]):
            self.data = self.data.copy()
            self.data["seen"] = self.initial["seen"]
            self.add_error(None, self.CHANGED_MEANWHILE)

    def full_clean(self) -> None:
        super().full_clean()
        if self.is_bound and "_look" in self.data and not self._errors:
            self.was_looked_at = True
            self.add_error(None, self.NOT_SAVED)

    def _show_what_is_no_longer_asked(self, name: str) -> None:
        """Left out, such an answer would vanish at the next save and widen the condition unseen."""
        gone = [answer for answer in getattr(self.instance, name) if answer not in ANSWERS]
        if gone:
            self.fields[name].choices = (
                *GROUPED_ANSWERS,
                (_("No longer asked: untick"), tuple((answer, answer) for answer in gone)),
            )

    def _in_stored_order(self, name: str) -> list[str]:
        """So that a save without a change leaves no trace in the history."""
        chosen = self.cleaned_data[name]
        kept = [answer for answer in self.initial.get(name, ()) if answer in chosen]
        return kept + [answer for answer in chosen if answer not in kept]
