"""The fields of a paper that an admin writes in each language, and their history.

The history is registered here, after modeltranslation has added its columns:
registered in the model it would silently leave every translation out.
"""

import simple_history
from modeltranslation.translator import TranslationOptions, register

from eligibility.models import Document


@register(Document)
class DocumentTranslation(TranslationOptions):
    fields = ("name", "note")
    required_languages = {"fr": ("name",)}


simple_history.register(Document, app="eligibility")
