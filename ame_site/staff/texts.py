"""What the texts that staff write may hold."""

import re

from django.core.exceptions import ValidationError
from django.core.validators import URLValidator
from django.utils.translation import gettext_lazy as _

# Controls, also of the direction; line breaks of any kind; what has no width; what is for private use
# or for nobody. The joiners and two marks of direction (U+200C to U+200F) stay: some scripts need them.
UNSEEN = re.compile("[\x00-\x1f\x7f-\x9f\u200b\u2028-\u202e\u2060-\u206f\ud800-\uf8ff\ufeff\ufff0-\uffff]")

web_address = URLValidator(schemes=["http", "https"])


def validate_seen(text: str) -> None:
    """One line, of which a reader sees all and something."""
    if UNSEEN.search(text) or (text and not any(each.isprintable() and not each.isspace() for each in text)):
        raise ValidationError(_("It holds a line break or a character that cannot be seen."))
