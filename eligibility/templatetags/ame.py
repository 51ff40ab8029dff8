"""Amounts, dates and numbers written the French way, as on the papers people compare them with."""

from datetime import date
from decimal import Decimal

from django import template
from django.template import Context
from django.template.loader import render_to_string
from django.utils import timezone
from django.utils.html import format_html
from django.utils.safestring import SafeString

from ame_site.bilingual import TEXTS, say, tone
from eligibility.numbers import written
from eligibility.presentation.checklist import papers_as_html
from eligibility.presentation.pictograms import drawing
from thresholds.scale import IncomeScale
from thresholds.staleness import overdue_since

register = template.Library()


@register.filter
def euros(amount: int | Decimal) -> SafeString:
    """Euros, left to right in any language: 10 339 €."""
    return format_html('<span dir="ltr" class="fixed">{}\u00a0€</span>', written(amount))


@register.filter
def day(value: date | str) -> SafeString:
    """A date or an ISO date, left to right in any language: 24/11/2026."""
    moment = date.fromisoformat(value) if isinstance(value, str) else value
    return format_html('<span dir="ltr" class="fixed">{}</span>', f"{moment:%d/%m/%Y}")


@register.filter
def phone(number: str) -> SafeString:
    """A telephone number as a link, left to right in any language."""
    return format_html('<a dir="ltr" class="fixed" href="tel:{}">{}</a>', number.replace(" ", ""), number)


@register.simple_tag
def picture(name: str) -> SafeString:
    """A small drawing beside words."""
    return drawing(name)


@register.simple_tag
def source(article: str) -> SafeString:
    """Where the law says it, to be opened by who wants to know."""
    name = ("source", article, tone())
    return TEXTS.get(name, lambda: render_to_string("includes/source.html", {"article": article}))


register.simple_tag(papers_as_html, name="papers")


@register.filter
def said(text: str) -> str:
    """A text of the core in the reader's one or two languages."""
    return say(text)


@register.simple_tag(takes_context=True)
def due(context: Context, scale: IncomeScale) -> date | None:
    """The 1 April of newer ceilings that the site lacks, today or on the day that the context names."""
    return overdue_since(scale, context.get("as_of") or timezone.localdate())
