"""Figures that are confirmed before they are saved."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.crypto import salted_hmac
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from thresholds.comparison import Comparison, unchanged


class TicksForm(forms.Form):
    """Valid once the figures shown in the comparisons, and no others, were confirmed.

    `previewed` is a fingerprint of the figures that were shown; a tick holds only with it.
    """

    NOT_YET = _("Nothing is saved yet: compare the figures below, tick the box and save again.")
    TICKS = ("compared", "jump_is_right", "off_is_right", "unchanged_is_right")

    previewed = forms.CharField(required=False, widget=forms.HiddenInput)
    compared = forms.BooleanField(required=False)
    jump_is_right = forms.BooleanField(required=False)
    off_is_right = forms.BooleanField(required=False)
    unchanged_is_right = forms.BooleanField(required=False)

    comparisons: Sequence[Comparison] = ()
    waits_for_ticks = False

    @property
    def has_jumps(self) -> bool:
        return any(comparison.jumps for comparison in self.comparisons)

    @property
    def has_off(self) -> bool:
        return any(comparison.off for comparison in self.comparisons)

    @property
    def has_unchanged(self) -> bool:
        return bool(unchanged(self.comparisons))

    def show_comparisons(self, comparisons: Sequence[Comparison], printed: bool) -> None:
        """What the ticks confirm; `printed` where the figures were read in a published table."""
        self.comparisons = comparisons
        self.fields["compared"].label = (
            gettext("I compared these figures with the printed table")
            if printed
            else gettext("I compared these figures with the source named above")
        )
        jumps = [line.label for comparison in comparisons for line in comparison.jumps]
        names = {"names": ", ".join(jumps)}
        self.fields["jump_is_right"].label = (
            gettext("A change of more than 20 %% is right for: %(names)s") % names
        )
        off = [line.label for comparison in comparisons for line in comparison.off]
        self.fields["off_is_right"].label = (
            gettext("I read these amounts once more: they are what the source says: %(names)s")
        ) % {"names": ", ".join(off)}
        names = {"names": ", ".join(unchanged(comparisons))}
        self.fields["unchanged_is_right"].label = (
            gettext("It is right that these amounts stay as they were: %(names)s") % names
        )

    def check_ticks(self, subject: Any) -> None:
        """Add an error unless the comparisons of this subject were shown and ticked."""
        if self.cleaned_data["previewed"] != self.fingerprint(subject):
            self._show_without_ticks(subject)
            return
        if not self.cleaned_data["compared"]:
            self.add_error("compared", _("Compare the figures, then tick this box."))
        if self.has_jumps and not self.cleaned_data["jump_is_right"]:
            self.add_error("jump_is_right", _("Check these amounts again, then tick this box."))
        if self.has_off and not self.cleaned_data["off_is_right"]:
            self.add_error("off_is_right", _("Check these amounts again, then tick this box."))
        if self.has_unchanged and not self.cleaned_data["unchanged_is_right"]:
            self.add_error("unchanged_is_right", _("Check these amounts again, then tick this box."))

    def fingerprint(self, subject: Any) -> str:
        figures = (str(subject), str(self.fields["compared"].label), self.comparisons)
        return salted_hmac("thresholds.compared", repr(figures)).hexdigest()

    def _show_without_ticks(self, subject: Any) -> None:
        self.data = self.data.copy()
        for tick in self.TICKS:
            self.data.pop(self.add_prefix(tick), None)
        self.data[self.add_prefix("previewed")] = self.fingerprint(subject)
        self.waits_for_ticks = True
        self.add_error(None, self.NOT_YET)
