"""Django's settings. Everything that differs between machines comes from the environment (docs/deploy.md lists it)."""

from pathlib import Path
from typing import Any
from urllib.parse import unquote, urlsplit

import environ
from celery.schedules import crontab
from csp.constants import NONE, SELF

from tracker import embedded

BASE_DIR = Path(__file__).resolve().parent.parent
env = environ.Env()

# Where this installation keeps what it makes: files, page images, and the embedded servers' data.
VAR_DIR = Path(env.str("LETTERBOOK_VAR", default=str(BASE_DIR / "var"))).resolve()

DEBUG = env.bool("LETTERBOOK_DEBUG", default=False)
SITE_ORIGIN = env.str("LETTERBOOK_ORIGIN", default="http://127.0.0.1:8000").rstrip("/")
ALLOWED_HOSTS = env.list(
    "LETTERBOOK_HOSTS", default=["127.0.0.1", "localhost", "[::1]", SITE_ORIGIN.split("://")[1].split(":")[0]]
)
SECRET_KEY = env.str("LETTERBOOK_SECRET_KEY", default="") or embedded.secret_key(VAR_DIR)

INSTALLED_APPS = [
    "tracker.apps.TrackerConfig",
    "django.contrib.admin",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.postgres",
    "django.contrib.humanize",
    "whitenoise.runserver_nostatic",
    "django.contrib.staticfiles",
    "axes",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "csp.middleware.CSPMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "axes.middleware.AxesMiddleware",
]

ROOT_URLCONF = "tracker.urls"
WSGI_APPLICATION = "tracker.wsgi.application"
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

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
        },
    },
]

# Database: DATABASE_URL, or the embedded PostgreSQL on its Unix socket under VAR_DIR.
if env.str("DATABASE_URL", default=""):
    DATABASES = {"default": env.db_url("DATABASE_URL")}
    # A socket's folder stands in the place of the host, as libpq has it: postgres://user@%2Frun%2Fpostgresql/name
    DATABASES["default"]["HOST"] = unquote(DATABASES["default"].get("HOST") or "")
else:
    DATABASES = {
        "default": {
            "ENGINE": "django.db.backends.postgresql",
            "HOST": str(embedded.socket_dir(VAR_DIR)),
            "PORT": str(embedded.POSTGRES_PORT),
            "NAME": "letterbook",
            "USER": "letterbook",
        }
    }
if env.bool("LETTERBOOK_DATABASE_POOL", default=False):
    DATABASES["default"].setdefault("OPTIONS", {})["pool"] = True
else:
    DATABASES["default"]["CONN_MAX_AGE"] = 60
    DATABASES["default"]["CONN_HEALTH_CHECKS"] = True

# Queue: the broker is a doorbell; what is due is in the database (tracker/models/extraction.py).
CELERY_BROKER_URL = env.str("CELERY_BROKER_URL", default="") or embedded.broker_url(VAR_DIR)
CELERY_TASK_IGNORE_RESULT = True
CELERY_TASK_SERIALIZER = "json"
CELERY_ACCEPT_CONTENT = ["json"]
CELERY_TASK_ACKS_LATE = True
CELERY_TASK_REJECT_ON_WORKER_LOST = True
CELERY_WORKER_PREFETCH_MULTIPLIER = 1
CELERY_BROKER_CONNECTION_RETRY_ON_STARTUP = True
if CELERY_BROKER_URL.startswith("redis"):
    CELERY_BROKER_TRANSPORT_OPTIONS = {
        "visibility_timeout": 3600,
        "unacked_restore_interval": 5,
        "unacked_restore_throttle": 1,
    }
# The sweep and alerts have a queue of their own, which every worker drinks from too, so that they never wait behind
# many letters.
CELERY_TASK_QUEUES: dict[str, dict[str, str]] = {"celery": {}, "sweep": {}}
CELERY_TASK_ROUTES = {"tracker.tasks.sweep": {"queue": "sweep"}, "tracker.tasks.tell": {"queue": "sweep"}}
SWEEP_SECONDS = env.float("LETTERBOOK_SWEEP_SECONDS", default=10.0)
CELERY_BEAT_SCHEDULE: dict[str, dict[str, Any]] = {
    "sweep": {"task": "tracker.tasks.sweep", "schedule": SWEEP_SECONDS, "options": {"expires": 30}},
}
# When the Federal Register is asked each day, in TIME_ZONE: its issue is out by six. "off": only by hand.
CELERY_TIMEZONE = TIME_ZONE = "America/New_York"  # that of the letters; stored times are UTC
SYNC_AT = env.str("LETTERBOOK_SYNC_AT", default="09:15")
if SYNC_AT != "off":
    hour, _, minute = SYNC_AT.partition(":")
    CELERY_BEAT_SCHEDULE["sync"] = {
        "task": "tracker.tasks.sync_federal_register",
        "schedule": crontab(hour=int(hour), minute=int(minute or 0)),
        "options": {"expires": 6 * 3600},
    }
CELERY_BEAT_SCHEDULE_FILENAME = str(VAR_DIR / "celerybeat-schedule")
# The ledger of reading: a worker shows that it lives every BEAT_SECONDS; one that was silent for LEASE_SECONDS has lost
# its letter, and a letter whose call was not answered for RING_AGAIN_SECONDS is called again.
BEAT_SECONDS = env.float("LETTERBOOK_BEAT_SECONDS", default=5.0)
LEASE_SECONDS = env.float("LETTERBOOK_LEASE_SECONDS", default=20.0)
RING_AGAIN_SECONDS = env.float("LETTERBOOK_RING_AGAIN_SECONDS", default=20.0)

# Alerts go out through EMAIL_URL, as in smtp+tls://name:password@mail.example.org:587. Without it mails are written to
# files, and the pages say so.
EMAIL_URL = env.str("EMAIL_URL", default="")
if EMAIL_URL:
    vars().update(env.email_url("EMAIL_URL"))
else:
    EMAIL_BACKEND = "django.core.mail.backends.filebased.EmailBackend"
    EMAIL_FILE_PATH = str(VAR_DIR / "mail")
EMAIL_TIMEOUT = 20
DEFAULT_FROM_EMAIL = SERVER_EMAIL = env.str(
    "LETTERBOOK_MAIL_FROM", default=f"Letterbook <letterbook@{urlsplit(SITE_ORIGIN).hostname}>"
)
# When daily mails go out, and on Mondays weekly ones, in TIME_ZONE.
ALERTS_AT = env.str("LETTERBOOK_ALERTS_AT", default="07:00")

AUTH_USER_MODEL = "tracker.User"
AUTHENTICATION_BACKENDS = ["axes.backends.AxesStandaloneBackend", "django.contrib.auth.backends.ModelBackend"]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 12}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
]
LOGIN_URL = "login"
LOGIN_REDIRECT_URL = "desk"
LOGOUT_REDIRECT_URL = "home"
AXES_VERBOSE = False  # a line at every start tells nobody anything
AXES_FAILURE_LIMIT = 10
AXES_COOLOFF_TIME = 0.25  # hours
AXES_LOCKOUT_CALLABLE = "tracker.web.errors.locked_out"
AXES_LOCKOUT_PARAMETERS = [["username", "ip_address"]]

LANGUAGE_CODE = "en-us"
USE_I18N = False
USE_TZ = True

STATIC_URL = "/static/"
STATICFILES_DIRS = [BASE_DIR / "static"]
STATIC_ROOT = VAR_DIR / "static"
MEDIA_ROOT = VAR_DIR / "files"
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"},
}
WHITENOISE_MANIFEST_STRICT = False

# What is accepted for reading. A letter with its enclosures is seldom past 5 MB or 40 pages.
MAX_FILE_BYTES = env.int("LETTERBOOK_MAX_FILE_BYTES", default=50 * 1024 * 1024)
MAX_PAGES = env.int("LETTERBOOK_MAX_PAGES", default=300)
DATA_UPLOAD_MAX_NUMBER_FILES = 500
FILE_UPLOAD_MAX_MEMORY_SIZE = 2 * 1024 * 1024

# Whether public pages show the links that a machine proposes and no person has checked; they are labelled as such.
SHOW_PROPOSALS = env.bool("LETTERBOOK_SHOW_PROPOSALS", default=False)

# How many exports of searches run at once, in all web processes together: each holds a thread and a transaction.
EXPORTS_AT_ONCE = env.int("LETTERBOOK_EXPORTS_AT_ONCE", default=2)

SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_REFERRER_POLICY = "strict-origin-when-cross-origin"
X_FRAME_OPTIONS = "DENY"
SESSION_COOKIE_HTTPONLY = True
CSRF_FAILURE_VIEW = "tracker.web.errors.csrf_failed"
CSRF_TRUSTED_ORIGINS = [SITE_ORIGIN]
SECURE_REDIRECT_EXEMPT = [r"^healthz$"]  # asked from within, without TLS
if SITE_ORIGIN.startswith("https://"):
    SECURE_SSL_REDIRECT = True
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
    SECURE_HSTS_SECONDS = 365 * 24 * 3600
    SECURE_HSTS_INCLUDE_SUBDOMAINS = True
    SECURE_HSTS_PRELOAD = True
    SESSION_COOKIE_SECURE = True
    CSRF_COOKIE_SECURE = True

CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [SELF],
        "style-src": [SELF],
        "font-src": [SELF],
        "img-src": [SELF, "data:"],
        "connect-src": [SELF],
        "form-action": [SELF],
        "frame-ancestors": [NONE],
        "base-uri": [NONE],
    }
}

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"line": {"format": "{asctime} {levelname} {name}: {message}", "style": "{"}},
    "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "line"}},
    # A line for each request that we make ourselves, or for each sweep that found nothing, tells nobody anything.
    "loggers": {
        name: {"level": "WARNING"}
        for name in ("httpx", "axes", "celery.app.trace", "celery.worker.strategy", "celery.beat")
    },
    "root": {"handlers": ["console"], "level": env.str("LETTERBOOK_LOG_LEVEL", default="INFO")},
}
