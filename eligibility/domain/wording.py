"""How the core holds its texts: in English, and twice where they speak to the person."""


class ToYou(str):
    """A text that says "you" to the person; `of_them` speaks of the person, for a helper at the desk."""

    of_them: str


def _(text: str) -> str:
    """The text itself, in English: the web translates it when it is shown. It marks it for the catalogues."""
    return text


def you_or_them(you: str, them: str) -> ToYou:
    """A text to the person, with the same thing said of the person."""
    text = ToYou(you)
    text.of_them = them
    return text
