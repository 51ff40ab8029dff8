"""The accessibility statement answers for every criterion, and claims nothing without a check."""

import re

from django.conf import settings
from django.test import Client

from eligibility.wcag import CRITERIA, Check

# The table of contents of WCAG 2.2, levels A and AA (4.1.1 was removed from the standard).
A_AND_AA = """
1.1.1 1.2.1 1.2.2 1.2.3 1.2.4 1.2.5 1.3.1 1.3.2 1.3.3 1.3.4 1.3.5
1.4.1 1.4.2 1.4.3 1.4.4 1.4.5 1.4.10 1.4.11 1.4.12 1.4.13
2.1.1 2.1.2 2.1.4 2.2.1 2.2.2 2.3.1 2.4.1 2.4.2 2.4.3 2.4.4 2.4.5 2.4.6 2.4.7 2.4.11
2.5.1 2.5.2 2.5.3 2.5.4 2.5.7 2.5.8
3.1.1 3.1.2 3.2.1 3.2.2 3.2.3 3.2.4 3.2.6 3.3.1 3.3.2 3.3.3 3.3.4 3.3.7 3.3.8 4.1.2 4.1.3
"""
CSS = (settings.BASE_DIR / "static" / "site.css").read_text(encoding="utf-8")


def test_every_criterion_at_levels_a_and_aa_is_answered_for_once() -> None:
    assert [criterion.number for criterion in CRITERIA] == A_AND_AA.split()


def test_a_criterion_is_checked_or_concerns_nothing_and_never_both() -> None:
    for criterion in CRITERIA:
        assert criterion.checks, criterion
        assert Check.NOTHING not in criterion.checks or (
            criterion.checks == (Check.NOTHING,) and not criterion.people
        ), criterion


def test_the_page_shows_every_criterion_and_what_is_not_met() -> None:
    shown = Client().get("/en/accessibility/").content.decode()
    assert all(f"{each.number} ({each.level})</span> {each.name}" in shown for each in CRITERIA)
    assert [each.number for each in CRITERIA if each.limit] == ["2.2.1"]
    assert "Answers are erased after 60 minutes without use;" in shown


# --- 1.4.11: what shows where a field is, and where the focus is ---------------------------------


def luminance(colour: str) -> float:
    """Relative luminance of a colour written #rgb or #rrggbb, as WCAG defines it."""
    digits = colour.removeprefix("#")
    digits = digits if len(digits) == 6 else "".join(digit * 2 for digit in digits)
    parts = [int(digits[place : place + 2], 16) / 255 for place in (0, 2, 4)]
    linear = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
    return sum(weight * part for weight, part in zip((0.2126, 0.7152, 0.0722), linear, strict=True))


def contrast(one: str, other: str) -> float:
    lighter, darker = sorted((luminance(one), luminance(other)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


def test_the_contrast_is_counted_as_wcag_does() -> None:
    assert round(contrast("#fff", "#000000"), 2) == 21
    assert round(contrast("#777777", "#fff"), 2) == 4.48


def test_lines_marks_and_the_focus_stand_out_from_the_page_in_light_and_in_dark() -> None:
    schemes = [dict(re.findall(r"--([\w-]+):(#\w+)", block)) for block in re.findall(r":root\{[^}]*\}", CSS)]
    assert len(schemes) == 2
    for colours in schemes:
        for part in ("line", "accent", "wrong", "focus"):
            for ground in ("bg", "box"):
                assert contrast(colours[part], colours[ground]) >= 3, (part, ground, colours)
