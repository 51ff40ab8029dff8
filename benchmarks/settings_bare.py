"""The site's settings around the bare view, to compare with."""

from ame_site.settings import *  # noqa: F403

ROOT_URLCONF = "benchmarks.bare"
MIDDLEWARE = []
