"""The static files that are served: none that tells what runs here, and of the admin only where it is."""

from typing import Any

from django.conf import settings
from django.contrib.staticfiles.storage import ManifestFilesMixin
from whitenoise.middleware import WhiteNoiseMiddleware

OF_STAFF = ("admin/", "django_otp/", "modeltranslation/", "otp_totp/", "staff.", "vendor/")


class StaticFiles(WhiteNoiseMiddleware):
    def add_file_to_dictionary(self, url: str, path: str, stat_cache: Any = None) -> None:
        name = url.removeprefix(settings.STATIC_URL)
        is_open = settings.ADMIN or not name.startswith(OF_STAFF)
        if is_open and name != ManifestFilesMixin.manifest_name:
            super().add_file_to_dictionary(url, path, stat_cache)
