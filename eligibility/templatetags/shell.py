"""The links between languages, in the page's frame."""

from typing import Any

from django import template
from django.conf import settings
from django.template import Context
from django.utils.translation import get_language

from ame_site import bilingual
from ame_site.languages import SITE_LANGUAGES

register = template.Library()


@register.simple_tag(takes_context=True)
def language_links(context: Context) -> list[dict[str, Any]]:
    """Each language with the address of this same page in it."""
    current = get_language() or settings.LANGUAGE_CODE
    return [
        {
            **language._asdict(),
            "url": _this_page_in(language.code, context),
            "is_current": language.code == current,
        }
        for language in SITE_LANGUAGES
    ]


def _this_page_in(code: str, context: Context) -> str:
    current = get_language() or settings.LANGUAGE_CODE
    path = context["request"].path
    return f"/{code}/{path[len(current) + 2 :]}" if path.startswith(f"/{current}/") else f"/{code}/"


@register.simple_tag(takes_context=True)
def french_url(context: Context) -> str:
    """The address of this same page in the language of the law."""
    return _this_page_in(settings.LANGUAGE_CODE, context)


@register.simple_tag
def second_language() -> str:
    """The code of the second language shown on this page, empty where there is none."""
    return bilingual.second_language() or ""


@register.simple_tag
def current_language() -> dict[str, Any]:
    """The state of the translation that this page is in, and whether it is the language of the law."""
    current = get_language() or settings.LANGUAGE_CODE
    state = next(language for language in SITE_LANGUAGES if language.code == current)
    return {**state._asdict(), "is_french": current == settings.LANGUAGE_CODE}
