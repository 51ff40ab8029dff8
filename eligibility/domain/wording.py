"""The marker by which the catalogues find the texts of the core."""


def _(text: str) -> str:
    """The text itself, in English: the web translates it when it is shown."""
    return text
