"""The wizard with what was answered in a signed cookie instead of the database."""

from benchmarks.formtools_wizard.settings import *  # noqa: F403

SESSION_ENGINE = "django.contrib.sessions.backends.signed_cookies"
