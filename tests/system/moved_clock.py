"""The site as gunicorn serves it, with a clock that a test moves: CLOCK names a file that holds the time."""

import os
from collections.abc import Callable, Iterable
from datetime import datetime
from pathlib import Path
from typing import Any

from time_machine import travel

from ame_site.wsgi import application as site

CLOCK = Path(os.environ["CLOCK"])


def application(environ: dict[str, Any], start_response: Callable[..., Any]) -> Iterable[bytes]:
    """One request at a time: the whole process travels."""
    with travel(datetime.fromisoformat(CLOCK.read_text())):
        return site(environ, start_response)
