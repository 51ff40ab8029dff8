"""Counting months as the law does."""

import calendar
from datetime import date, timedelta


def iso_day(text: object) -> date:
    """A day written as 2026-01-31 and in no other of the ISO forms; raises ValueError otherwise."""
    if not isinstance(text, str) or (day := date.fromisoformat(text)).isoformat() != text:
        raise ValueError
    return day


def months_later(day: date, months: int) -> date:
    """The same day so many months later; a day that month lacks becomes its last."""
    month_index = day.month - 1 + months
    year, month = day.year + month_index // 12, month_index % 12 + 1
    return day.replace(year=year, month=month, day=min(day.day, calendar.monthrange(year, month)[1]))


def first_day_after_months(day: date, months: int) -> date:
    """The first day on which more than so many months have passed."""
    return months_later(day, months) + timedelta(days=1)
