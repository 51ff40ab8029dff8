from django.conf import settings
from django.conf.urls.i18n import i18n_patterns
from django.contrib import admin
from django.urls import path

import eligibility.urls
import thresholds.urls
from eligibility.views import pages, probes

urlpatterns = [
    path("healthz", probes.healthz, name="healthz"),
    path("readyz", probes.readyz, name="readyz"),
    *([path(f"{settings.ADMIN_PATH}/", admin.site.urls)] if settings.ADMIN else []),
    path("", pages.root, name="root"),
    *i18n_patterns(*eligibility.urls.urlpatterns, *thresholds.urls.urlpatterns),
]

handler400 = "eligibility.views.errors.refused"
handler403 = "eligibility.views.errors.forbidden"
handler404 = "eligibility.views.errors.not_found"
handler500 = "eligibility.views.errors.failed"
