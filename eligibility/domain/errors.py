"""The one error that the core raises about what a visitor or a program sent."""


class AnswerError(ValueError):
    """An answer that cannot be taken.

    `key` is the question (or the unknown key), `message` an English sentence to
    translate, `values` what fills its placeholders.
    """

    def __init__(self, key: str, message: str, **values: object) -> None:
        self.key = key
        self.message = message
        self.values = values
        super().__init__(f"{key}: {message % values if values else message}")
