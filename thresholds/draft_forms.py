"""The form of the next period: its amounts, typed, pasted as a table, or from a file."""

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from thresholds.models import DraftPeriod, IncomeThreshold
from thresholds.pasted import Problem, Reading, Trouble, read_table
from thresholds.scale import Zone

LONGEST_TABLE = 20_000  # characters
TROUBLES = {
    Trouble.NOTHING: _("No amount was found in this table."),
    Trouble.NO_PERSONS: _("Line %(line)s: for how many persons? Read: %(text)s"),
    Trouble.NO_AMOUNT: _("Line %(line)s: no amount was found. Read: %(text)s"),
    Trouble.NO_ZONE: _(
        "Line %(line)s: which zone? Write a line with “Métropole” or “Outre-mer” above it. Read: %(text)s"
    ),
    Trouble.COLUMNS: _("Line %(line)s: one yearly amount is expected for each zone. Read: %(text)s"),
    Trouble.ODD: _("Line %(line)s: a yearly ceiling has 4 or 5 digits. Read: %(text)s"),
    Trouble.TWICE: _("Line %(line)s: these persons already have another amount. Read: %(text)s"),
    Trouble.MISSING: _("%(zone)s: the table has no amount for %(text)s."),
    Trouble.LARGER_HOUSEHOLD: _(
        "Line %(line)s: this does not agree with 4 persons and each extra one. Read: %(text)s"
    ),
}


def in_words(problem: Problem) -> str:
    """What is wrong, with its line."""
    text = problem.text
    if problem.trouble is Trouble.MISSING:
        text = str(IncomeThreshold._meta.get_field(text).verbose_name)
    zone = dict(IncomeThreshold.ZONES).get(problem.zone, "")
    return str(TROUBLES[problem.trouble]) % {"line": problem.line, "text": text, "zone": zone}


class DraftForm(forms.ModelForm):
    """A draft; a pasted table or a file overwrites the amounts of the zones that it names.

    The admin gives the model and its fields.
    """

    table = forms.CharField(
        label=_("The printed table"),
        required=False,
        max_length=LONGEST_TABLE,
        widget=forms.Textarea(attrs={"rows": 9, "cols": 60, "spellcheck": "false", "dir": "ltr"}),
        help_text=_(
            "Copy it from the official page, both zones, and paste it here. "
            "Spaces, euro signs and monthly columns do no harm."
        ),
    )
    file = forms.FileField(
        label=_("or a CSV file"),
        required=False,
        help_text=_("It is read in memory and not kept."),
        widget=forms.FileInput(attrs={"accept": ".csv,.txt,text/csv,text/plain"}),
    )

    zones_read: tuple[Zone, ...] = ()

    def clean_file(self) -> str:
        """The text of the file; spreadsheets save it in one of two encodings."""
        file = self.cleaned_data["file"]
        content = file.read() if file else b""
        if len(content) > LONGEST_TABLE or b"\0" in content:
            raise ValidationError(_("This is no table of ceilings: save the sheet as CSV."))
        try:
            return content.decode("utf-8-sig")
        except UnicodeDecodeError:
            return content.decode("cp1252", errors="replace")

    def clean(self) -> None:
        super().clean()
        given = {name: self.cleaned_data.get(name, "").strip() for name in ("table", "file")}
        if all(given.values()):
            self.add_error("file", _("Paste the table or choose a file, not both."))
        for name, text in given.items():
            if text:
                self._take(name, read_table(text))

    def _take(self, name: str, reading: Reading) -> None:
        if reading.problems:
            self.add_error(name, [in_words(problem) for problem in reading.problems])
            return
        self.zones_read = tuple(reading.amounts)
        for zone, amounts in reading.amounts.items():
            for amount, field in DraftPeriod.amount_names(zone).items():
                self._errors.pop(field, None)  # what was typed no longer counts
                self.cleaned_data[field] = amounts[amount]
