"""Settings, all from the environment; see docs/operations.md for the list.

Without any variable the site runs for development, bound to this machine. With
AME_ENV=production it refuses to start without a secret key and host names.
"""

import re
from datetime import timedelta
from pathlib import Path

import dj_database_url
from django.core.exceptions import ImproperlyConfigured

from ame_site import environment as env
from ame_site.languages import SITE_LANGUAGES

BASE_DIR = Path(__file__).resolve().parent.parent

PRODUCTION = env.choice("AME_ENV", ("development", "production")) == "production"
DEBUG = env.flag("DEBUG", default=False)
SECRET_KEY = env.text("SECRET_KEY", "" if PRODUCTION else "development-only-" + "0" * 40)
SECRET_KEY_FALLBACKS = env.words("SECRET_KEY_FALLBACKS")
ALLOWED_HOSTS = env.words("ALLOWED_HOSTS", "" if PRODUCTION else "localhost,127.0.0.1,[::1]")
for name, key in (
    ("SECRET_KEY", SECRET_KEY),
    *(("SECRET_KEY_FALLBACKS", key) for key in SECRET_KEY_FALLBACKS),
):
    if PRODUCTION and (len(key) < 50 or key.startswith("development-only-")):
        raise ImproperlyConfigured(f"{name} must be set, to 50 characters or more, in production")
if PRODUCTION and not ALLOWED_HOSTS:
    raise ImproperlyConfigured("ALLOWED_HOSTS must name the site's hosts in production")
if PRODUCTION and DEBUG:
    raise ImproperlyConfigured("DEBUG must be no in production: its error page shows answers")

# The admin can be moved, or switched off where another server of the same database has it.
ADMIN = env.flag("ADMIN", default=True)
ADMIN_PATH = env.text("ADMIN_PATH", "admin")
# What looks like a language is public, also to nginx, which sends no caller's address there.
TAKEN = r"static|healthz|readyz|[a-z]{2,3}(-[a-z]+)?"
if not re.fullmatch(r"[a-z0-9-]+", ADMIN_PATH) or re.fullmatch(TAKEN, ADMIN_PATH):
    raise ImproperlyConfigured(
        "ADMIN_PATH must be one word of small letters, digits and hyphens, free, and no language"
    )

INSTALLED_APPS = [
    "modeltranslation",  # before the admin, as its documentation asks
    "ame_site.staff.apps.StaffAdminConfig",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "simple_history",
    "django_otp",
    "django_otp.plugins.otp_totp",
    "axes",
    "thresholds",
    "eligibility",
    "ame_site.staff.apps.StaffConfig",  # after the others, whose permissions its roles take
]
MIDDLEWARE = [
    "ame_site.middleware.fixed_headers",
    "django.middleware.security.SecurityMiddleware",
    "ame_site.static_files.StaticFiles",
    "ame_site.compression.Compression",
    "ame_site.staff.middleware.Sessions",
    "django.middleware.locale.LocaleMiddleware",
    "ame_site.bilingual.in_second_language",
    "ame_site.middleware.plain_requests_only",
    "ame_site.middleware.probes_for_any_host",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "ame_site.middleware.form_cookie_once",
    "ame_site.staff.middleware.Authentication",
    "ame_site.staff.middleware.OneTimePasswords",
    "ame_site.staff.middleware.Messages",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "ame_site.staff.middleware.history",
    "eligibility.views.errors.NoContent",
    "axes.middleware.AxesMiddleware",
]
# The site stands at the root of its host, whatever a request says: kept pieces hold the links (decision 17).
FORCE_SCRIPT_NAME = ""
ROOT_URLCONF = "ame_site.urls"
WSGI_APPLICATION = "ame_site.wsgi.application"
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
            ],
            "builtins": [
                "django.templatetags.i18n",
                "django.templatetags.static",
                "ame_site.bilingual_tags",
            ],
        },
    }
]

DATABASES = {
    "default": dj_database_url.config(
        default=f"sqlite:///{BASE_DIR / 'ame.sqlite3'}", conn_max_age=60, conn_health_checks=True
    )
}
if DATABASES["default"]["ENGINE"] == "django.db.backends.postgresql":
    # A server that is gone without a word fails within seconds; what DATABASE_URL says of these wins.
    DATABASES["default"]["OPTIONS"] = {
        "connect_timeout": 5,
        "tcp_user_timeout": 10_000,
        "keepalives_idle": 10,
        "keepalives_interval": 5,
        "keepalives_count": 2,
        **DATABASES["default"].get("OPTIONS", {}),
    }
elif DATABASES["default"]["ENGINE"] == "django.db.backends.sqlite3":
    # Who begins by reading and then writes would be refused, not wait, where somebody else wrote meanwhile.
    DATABASES["default"]["OPTIONS"] = {
        "transaction_mode": "IMMEDIATE",
        **DATABASES["default"].get("OPTIONS", {}),
    }
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
PASSWORD_HASHERS = [
    "ame_site.staff.passwords.SmallArgon2",
    "django.contrib.auth.hashers.PBKDF2PasswordHasher",  # of earlier accounts, until they sign in
]
AUTHENTICATION_BACKENDS = [
    "axes.backends.AxesStandaloneBackend",
    "ame_site.staff.sign_in.PasswordAndCode",
]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {
        "NAME": "django.contrib.auth.password_validation.MinimumLengthValidator",
        "OPTIONS": {"min_length": 15},
    },
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {"NAME": "ame_site.staff.passwords.NoRepetition"},
]

LANGUAGE_CODE = "fr"
LANGUAGES = [(language.code, language.own_name) for language in SITE_LANGUAGES]
LANGUAGES_BIDI = [language.code for language in SITE_LANGUAGES if language.right_to_left]
LOCALE_PATHS = [BASE_DIR / "locale"]
TIME_ZONE = "Europe/Paris"
MODELTRANSLATION_DEFAULT_LANGUAGE = "fr"
MODELTRANSLATION_ENABLE_FALLBACKS = False
JQUERY_UI_URL = "/static/vendor/jquery-ui/jquery-ui.min.js"

WHITENOISE_ALLOW_ALL_ORIGINS = False
STATIC_URL = "/static/"
STATIC_ROOT = BASE_DIR / "staticfiles"
STATICFILES_DIRS = [BASE_DIR / "static"]
STORAGES = {
    "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"},
}

# Answers never reach the server's disk: bodies stay small and in memory.
DATA_UPLOAD_MAX_MEMORY_SIZE = 64 * 1024
DATA_UPLOAD_MAX_NUMBER_FIELDS = 400
FILE_UPLOAD_HANDLERS: list[str] = []  # no page takes a file, but of staff: ame_site/staff/uploads.py

# Five failures of one name from one address, never an address alone: behind one proxy, or at one
# association, a stranger would lock out everybody.
AXES_LOCKOUT_PARAMETERS = [["username", "ip_address"]]
AXES_FAILURE_LIMIT = 5
AXES_COOLOFF_TIME = timedelta(hours=1)
AXES_RESET_COOL_OFF_ON_FAILURE_DURING_LOCKOUT = False
AXES_RESET_ON_SUCCESS = True
AXES_DISABLE_ACCESS_LOG = True
AXES_ENABLE_ADMIN = False
AXES_CLIENT_IP_CALLABLE = "ame_site.staff.sign_in.address_of"
AXES_USERNAME_CALLABLE = "ame_site.staff.sign_in.name_of"
AXES_SENSITIVE_PARAMETERS = ["username", "ip_address", "otp_token", "csrfmiddlewaretoken"]
AXES_LOCKOUT_TEMPLATE = "admin/locked_out.html"
LOGIN_REDIRECT_URL = f"/{ADMIN_PATH}/"
OTP_TOTP_ISSUER = "AME"

ADMIN_SESSION_LONGEST = 8 * 3600  # seconds, however busy; the idle limit is SESSION_COOKIE_AGE
SESSION_COOKIE_NAME = "__Host-admin" if PRODUCTION else "admin"
SESSION_EXPIRE_AT_BROWSER_CLOSE = True
SESSION_COOKIE_AGE = 30 * 60
SESSION_COOKIE_SECURE = PRODUCTION
CSRF_COOKIE_NAME = "__Host-csrf" if PRODUCTION else "csrf"
CSRF_COOKIE_SECURE = PRODUCTION
CSRF_COOKIE_HTTPONLY = True
CSRF_COOKIE_AGE = None  # a year-old identifier has no place on a shared phone
CSRF_FAILURE_VIEW = "eligibility.views.errors.form_expired"
ANSWERS_COOKIE_NAME = "__Host-answers" if PRODUCTION else "answers"
ANSWERS_COOKIE_SECURE = PRODUCTION
SECOND_LANGUAGE_COOKIE_NAME = "__Host-second" if PRODUCTION else "second"
ANSWERS_MAX_AGE = 60 * 60  # seconds without use

# `no-referrer` would make Chromium send `Origin: null`, and Django refuse every form.
SECURE_REFERRER_POLICY = "same-origin"
SECURE_CROSS_ORIGIN_OPENER_POLICY = "same-origin"
SECURE_SSL_REDIRECT = PRODUCTION
SECURE_HSTS_SECONDS = 365 * 24 * 3600 if PRODUCTION else 0
# The whole domain is its owner's to commit.
SECURE_HSTS_INCLUDE_SUBDOMAINS = SECURE_HSTS_PRELOAD = env.flag("HSTS_SUBDOMAINS", default=False)
SECURE_REDIRECT_EXEMPT = [r"^healthz$", r"^readyz$"]
BEHIND_PROXY = env.flag("BEHIND_PROXY", default=False)
if BEHIND_PROXY:
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
X_FRAME_OPTIONS = "DENY"

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "filters": {"no_visitor": {"()": "ame_site.logs.NoVisitor"}},
    "formatters": {
        "plain": {"()": "ame_site.logs.WithoutValues", "format": "%(levelname)s %(name)s %(message)s"}
    },
    "handlers": {
        "console": {
            "class": "logging.StreamHandler",
            "filters": ["no_visitor"],
            "formatter": "plain",
        }
    },
    "root": {"handlers": ["console"], "level": "WARNING"},
    "loggers": {"django": {"handlers": ["console"], "level": "WARNING", "propagate": False}},
}
DEFAULT_EXCEPTION_REPORTER_FILTER = "ame_site.logs.HideEverything"
