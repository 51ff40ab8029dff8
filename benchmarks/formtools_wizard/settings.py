"""The site's settings around a plain django-formtools wizard with the same questions, to compare with."""

from pathlib import Path

from ame_site.settings import *  # noqa: F403
from ame_site.settings import INSTALLED_APPS, MIDDLEWARE, TEMPLATES

ROOT_URLCONF = "benchmarks.formtools_wizard.wizard"
INSTALLED_APPS = [*INSTALLED_APPS, "formtools"]
TEMPLATES = [TEMPLATES[0] | {"DIRS": [Path(__file__).parent / "templates"]}]
# A wizard keeps its answers in a session; the site opens one for its staff only.
SESSIONS = {"ame_site.staff.middleware.Sessions": "django.contrib.sessions.middleware.SessionMiddleware"}
MIDDLEWARE = [SESSIONS.get(name, name) for name in MIDDLEWARE]
