"""The languages of the site and the state of each translation."""

from typing import NamedTuple


class Language(NamedTuple):
    """A language as the switcher and the languages page show it."""

    code: str
    own_name: str
    complete: bool
    read_by_native: bool
    right_to_left: bool = False


SITE_LANGUAGES = (
    Language("fr", "Français", complete=True, read_by_native=False),
    Language("en", "English", complete=True, read_by_native=False),
    Language("es", "Español", complete=True, read_by_native=False),
    Language("ar", "العربية", complete=True, read_by_native=False, right_to_left=True),
)
