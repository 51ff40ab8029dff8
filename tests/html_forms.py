"""What the form of a page of questions asks, and what its fields hold, read from the page itself."""

from html.parser import HTMLParser

from django.http import HttpResponse


class Form(HTMLParser):
    """The fields of a page by their names: what was written, the codes ticked, the option chosen."""

    def __init__(self, page: HttpResponse) -> None:
        super().__init__()
        self.fields: dict[str, str | list[str]] = {}
        self._list = ""
        self.feed(page.content.decode())

    @property
    def questions(self) -> list[str]:
        """Their keys, in the order of the page; a date has three lists."""
        return [name.removesuffix("_day") for name in self.fields if not name.endswith(("_month", "_year"))]

    def handle_starttag(self, tag: str, attributes: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attributes}
        name = given.get("name", "")
        if given.get("type") in ("radio", "checkbox"):
            ticked = [given["value"]] if "checked" in given else []
            self.fields[name] = [*self.fields.get(name, []), *ticked]
        elif given.get("type") == "text":
            self.fields[name] = given["value"]
        elif tag == "select":
            self._list, self.fields[name] = name, ""
        elif tag == "option" and "selected" in given:
            self.fields[self._list] = given["value"]
