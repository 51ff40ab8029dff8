"""The fault list: what each test against the real servers made break, and what visitors saw of it.

A test marked `fault("its name")` takes the fixture `tally`, whose numbers come from the answers themselves.
The table is printed at the end of a run; `make faults` runs these tests alone, in their long form.
"""

from collections import Counter
from typing import Any

import pytest

HEAD = ("fault", "what was seen", "requests", "lost answers", "500s", "503s")


class Tally:
    """What came back of all requests of one test; threads may share it."""

    def __init__(self, fault: str, properties: list[tuple[str, object]]) -> None:
        self.statuses: list[int] = []
        self.lost: list[str] = []
        self._fault, self._properties = fault, properties

    @property
    def away(self) -> int:
        """How often the site, or the proxy for it, said to come back in a few minutes."""
        return self.statuses.count(503)

    @property
    def failed(self) -> int:
        """Answers that no visitor should ever get: the site broke, or the proxy passed on that it did.

        501 and 505 refuse requests that are not of this web.
        """
        return sum(status in (500, 502, 504) for status in self.statuses)

    def note(self, seen: str) -> None:
        """Put the row into the list; fails where an answer was lost or a request broke the site."""
        row = (self._fault, seen, len(self.statuses), len(self.lost), self.failed, self.away)
        self._properties.append(("fault", row))
        assert self.statuses, "nothing was asked"
        assert not self.lost, self.lost
        assert self.failed == 0, Counter(self.statuses)


@pytest.fixture
def tally(request: pytest.FixtureRequest) -> Tally:
    return Tally(request.node.get_closest_marker("fault").args[0], request.node.user_properties)


def print_faults(terminal: Any) -> None:
    """The rows of all tests of the run, those of other processes too."""
    reports = [report for kind in ("passed", "failed") for report in terminal.stats.get(kind, ())]
    rows = sorted(
        tuple(map(str, value))
        for report in reports
        for name, value in getattr(report, "user_properties", ())
        if name == "fault"
    )
    if rows:
        terminal.section("faults")
        for row in (HEAD, ("---",) * len(HEAD), *rows):
            terminal.write_line(f"| {' | '.join(row)} |")
