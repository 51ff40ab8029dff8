"""The links between languages, in the page's frame."""

from typing import Any

from django import template
from django.template import Context
from django.utils.translation import get_language

from ame_site import bilingual
from ame_site.languages import SITE_LANGUAGES

register = template.Library()


@register.simple_tag(takes_context=True)
def language_links(context: Context) -> list[dict[str, Any]]:
    """Each language with the address of this same page in it."""
    current = get_language() or "fr"
    path = context["request"].path
    rest = path[len(current) + 2 :] if path.startswith(f"/{current}/") else ""
    return [
        {**language._asdict(), "url": f"/{language.code}/{rest}", "is_current": language.code == current}
        for language in SITE_LANGUAGES
    ]


@register.simple_tag
def second_language() -> str:
    """The code of the second language shown on this page, empty where there is none."""
    return bilingual.second_language() or ""


@register.simple_tag
def current_language() -> dict[str, Any]:
    """The state of the translation that this page is in."""
    current = get_language() or "fr"
    return next(language for language in SITE_LANGUAGES if language.code == current)._asdict()
