"""The site's settings, with one more folder of static files: a recording as someone would add it."""

import os
from pathlib import Path

from ame_site.settings import *  # noqa: F403
from ame_site.settings import STATICFILES_DIRS as OURS

STATICFILES_DIRS = [*OURS, Path(os.environ["RECORDINGS"])]
STATIC_ROOT = Path(os.environ["COLLECTED"])
