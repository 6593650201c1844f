"""Settings, read from the environment only; safe unless told otherwise.

Every secret NAME may also come from the file named by NAME_FILE. `.env.example` describes each.
"""

from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from django.core.exceptions import ImproperlyConfigured

from artifact import environment
from artifact.beat import TASK_ROUTES, beat_schedule
from artifact.clock import now
from artifact.log_config import log_config

BASE_DIR = Path(__file__).resolve().parent.parent


def _locked_bucket(name: str, lock_days: int) -> dict[str, Any]:
    options = {
        "bucket_name": name,
        "endpoint_url": environment.text("S3_ENDPOINT_URL") or None,
        "clock": now,
        "lock_days": lock_days,
    }
    return {"BACKEND": "compliance.evidence.locked_s3.LockedS3Storage", "OPTIONS": options}


DEBUG = environment.flag("DEBUG")
# Only for a demo on this machine: cookies and redirects that do not need TLS.
INSECURE_HTTP = environment.flag("INSECURE_HTTP")

SECRET_KEY = environment.text("SECRET_KEY")
if not SECRET_KEY:
    raise ImproperlyConfigured("SECRET_KEY is not set: put 50 or more random characters there.")

# Former secret keys, which still open what they signed or encrypted.
SECRET_KEY_FALLBACKS = environment.names("SECRET_KEY_FALLBACKS")

SITE_URL = environment.text("SITE_URL", "http://127.0.0.1:8000")
ALLOWED_HOSTS = environment.names("ALLOWED_HOSTS", urlsplit(SITE_URL).hostname or "")
CSRF_TRUSTED_ORIGINS = environment.names("CSRF_TRUSTED_ORIGINS", SITE_URL)

INSTALLED_APPS = [
    "django.contrib.admin",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.humanize",
    "django.contrib.messages",
    "django.contrib.postgres",
    "django.contrib.sessions",
    "django.contrib.staticfiles",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "django_celery_beat",
    "django_htmx",
    "compliance",
    "artifact",
]

MIDDLEWARE = [
    "artifact.awsapi.middleware.AwsProtocol",
    "artifact.api.middleware.RestApi",
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "csp.middleware.CSPMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.auth.middleware.LoginRequiredMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
]

ROOT_URLCONF = "artifact.urls"
WSGI_APPLICATION = "artifact.wsgi.application"

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
    }
]

DATABASES = {
    "default": environment.database(
        environment.text("DATABASE_URL", "postgres://artifact@127.0.0.1/artifact")
    )
}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

REDIS_URL = environment.text("REDIS_URL", "redis://127.0.0.1:6379/0")
# Not the broker's database: clearing the cache must not lose messages.
CACHE_URL = environment.text("CACHE_URL", urlsplit(REDIS_URL)._replace(path="/1").geturl())
CACHES = {
    "default": {"BACKEND": "django.core.cache.backends.redis.RedisCache", "LOCATION": CACHE_URL}
}

# Evidence and reports: content-addressed, written once. A file system by default.
STORAGES: dict[str, dict[str, Any]] = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "evidence": {
        "BACKEND": "compliance.evidence.storage.WriteOnceFileSystemStorage",
        "OPTIONS": {
            "location": environment.text("EVIDENCE_ROOT", str(BASE_DIR / ".state" / "evidence"))
        },
    },
    "staticfiles": {
        "BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"
        if not DEBUG
        else "django.contrib.staticfiles.storage.StaticFilesStorage"
    },
}
if bucket := environment.text("EVIDENCE_BUCKET"):
    STORAGES["evidence"] = _locked_bucket(bucket, environment.number("EVIDENCE_LOCK_DAYS", 2557))

# The ledger: its name in signed checkpoints, the private key, and where checkpoints are kept.
LEDGER_ORIGIN = environment.text("LEDGER_ORIGIN", f"{urlsplit(SITE_URL).hostname}/ledger")
LEDGER_KEY_NAME = environment.text("LEDGER_KEY_NAME", LEDGER_ORIGIN)
LEDGER_SIGNING_KEY = environment.text("LEDGER_SIGNING_KEY")
LEDGER_ANCHOR_HOURS = environment.number("LEDGER_ANCHOR_HOURS", 1)
LEDGER_ANCHORS: dict[str, dict[str, str]] = {}
if folder := environment.text("LEDGER_ANCHOR_FOLDER"):
    STORAGES["anchor-folder"] = {
        "BACKEND": "compliance.evidence.storage.WriteOnceFileSystemStorage",
        "OPTIONS": {"location": folder},
    }
    LEDGER_ANCHORS["folder"] = {"kind": "storage", "alias": "anchor-folder"}
if bucket := environment.text("LEDGER_ANCHOR_BUCKET"):
    lock_days = environment.number("LEDGER_ANCHOR_LOCK_DAYS", 2557)
    STORAGES["anchor-bucket"] = _locked_bucket(bucket, lock_days)
    LEDGER_ANCHORS["bucket"] = {"kind": "storage", "alias": "anchor-bucket"}
if authority := environment.text("LEDGER_ANCHOR_TSA_URL"):
    LEDGER_ANCHORS["time-stamp"] = {
        "kind": "rfc3161",
        "url": authority,
        "certificates": environment.text("LEDGER_ANCHOR_TSA_CERTIFICATES"),
    }
if people := environment.text("LEDGER_ANCHOR_MAIL_TO"):
    LEDGER_ANCHORS["mail"] = {"kind": "email", "to": people}
# Who signs the PDFs that leave: a key as PEM or PKCS#12, and who says when it signed.
DOCUMENT_SIGNER: dict[str, str | bytes] = {}
if key := environment.content("DOCUMENT_SIGNING_KEY"):
    DOCUMENT_SIGNER = {
        "kind": environment.text("DOCUMENT_SIGNER", "local_key"),
        "key": key,
        "certificate": environment.content("DOCUMENT_SIGNING_CERTIFICATE"),
        "password": environment.text("DOCUMENT_SIGNING_PASSWORD"),
        "tsa_url": environment.text("DOCUMENT_SIGNING_TSA_URL"),
    }
MEDIA_ROOT = BASE_DIR / ".state" / "media"

STATIC_URL = "/static/"
STATIC_ROOT = Path(environment.text("STATIC_ROOT", str(BASE_DIR / "staticfiles")))
# Fonts hardly shrink, and take most of the time of collecting.
WHITENOISE_SKIP_COMPRESS_EXTENSIONS = ["ttf", "woff", "woff2", "png", "gz", "br", "zip"]
# Ninja's own are for the API's interactive documentation. As an app it would be loaded by every
# process, and with it pydantic and Django's test client: a tenth of the time of each start.
STATICFILES_DIRS = [BASE_DIR / "static", environment.folder_of("ninja") / "static"]

LANGUAGE_CODE = "en"
TIME_ZONE = "UTC"
USE_TZ = True

AUTH_USER_MODEL = "artifact.User"
AUTHENTICATION_BACKENDS = ["allauth.account.auth_backends.AuthenticationBackend"]
PASSWORD_HASHERS = ["django.contrib.auth.hashers.Argon2PasswordHasher"]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {
        "NAME": "django.contrib.auth.password_validation.MinimumLengthValidator",
        "OPTIONS": {"min_length": 12},
    },
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
]
LOGIN_REDIRECT_URL = "landing"
LOGIN_URL = "account_login"

ACCOUNT_ADAPTER = "artifact.users.adapter.InvitedOnly"
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*", "password2*"]
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_PREVENT_ENUMERATION = True
ACCOUNT_SESSION_REMEMBER = False
ACCOUNT_LOGOUT_ON_GET = False
# Requests for access by network, and letters that follow from them by address.
ACCOUNT_RATE_LIMITS = {"ask_for_access": "20/h/ip", "letter": "3/d/key"}
MFA_ADAPTER = "artifact.users.second_factor.EncryptedSecondFactors"
MFA_SUPPORTED_TYPES = ["totp", "recovery_codes"]
MFA_TOTP_ISSUER = "Artifact"

EMAIL_BACKEND = environment.text("EMAIL_BACKEND", "django.core.mail.backends.smtp.EmailBackend")
EMAIL_HOST = environment.text("EMAIL_HOST", "localhost")
EMAIL_PORT = environment.number("EMAIL_PORT", 25)
EMAIL_HOST_USER = environment.text("EMAIL_HOST_USER")
EMAIL_HOST_PASSWORD = environment.text("EMAIL_HOST_PASSWORD")
EMAIL_USE_TLS = environment.flag("EMAIL_USE_TLS")
# A server that does not answer holds up no worker.
EMAIL_TIMEOUT = 20
DEFAULT_FROM_EMAIL = environment.text("DEFAULT_FROM_EMAIL", "artifact@localhost")

SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = not INSECURE_HTTP
SESSION_COOKIE_AGE = 12 * 3600
SESSION_EXPIRE_AT_BROWSER_CLOSE = True
CSRF_COOKIE_HTTPONLY = True
SECURE_SSL_REDIRECT = not INSECURE_HTTP
SECURE_HSTS_SECONDS = 0 if INSECURE_HTTP else 31_536_000
SECURE_HSTS_INCLUDE_SUBDOMAINS = SECURE_HSTS_PRELOAD = not INSECURE_HTTP
SECURE_REDIRECT_EXEMPT = [r"^healthz$", r"^workz$"]
SECURE_REFERRER_POLICY = "same-origin"
# How many proxies stand before the service and append to X-Forwarded-For.
TRUSTED_PROXIES = ALLAUTH_TRUSTED_PROXY_COUNT = environment.number("TRUSTED_PROXIES", 0)
SECURE_PROXY_SSL_HEADER = (
    ("HTTP_X_FORWARDED_PROTO", "https") if environment.flag("BEHIND_TLS_PROXY") else None
)
X_FRAME_OPTIONS = "DENY"
_OWN = ("script-src", "style-src", "font-src", "connect-src", "form-action")
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": ["'none'"],
        **{name: ["'self'"] for name in _OWN},
        "img-src": ["'self'", "data:"],
        **{name: ["'none'"] for name in ("base-uri", "frame-ancestors")},
    }
}

# Messages are hints, the rows are the truth: losing or doubling one is harmless (see docs).
CELERY_BROKER_URL = REDIS_URL
CELERY_TASK_IGNORE_RESULT = True
# Acknowledged at once: what a dead worker leaves is found by its lease, and a worker that holds
# an unacknowledged message does not outlive a broker that goes away (Celery 5.7).
CELERY_TASK_ACKS_LATE = False
CELERY_WORKER_PREFETCH_MULTIPLIER = 1
CELERY_WORKER_CONCURRENCY = environment.number("WORKER_CONCURRENCY", 2)
CELERY_WORKER_MAX_TASKS_PER_CHILD = 500
CELERY_WORKER_HIJACK_ROOT_LOGGER = False
CELERY_BROKER_CONNECTION_RETRY_ON_STARTUP = True
CELERY_BROKER_CONNECTION_MAX_RETRIES = None
CELERY_BROKER_TRANSPORT_OPTIONS = {
    "socket_timeout": 10,
    "socket_connect_timeout": 2,
    "health_check_interval": 10,
}
CELERY_TASK_PUBLISH_RETRY = False
# A unit of many thousands of keys takes its time; whether a worker lives, its lease tells.
CELERY_TASK_TIME_LIMIT = 2 * 3600
CELERY_TASK_DEFAULT_QUEUE = "default"
CELERY_TASK_ROUTES = TASK_ROUTES
CELERY_BEAT_SCHEDULER = "django_celery_beat.schedulers:DatabaseScheduler"
RECONCILE_SECONDS = environment.number("RECONCILE_SECONDS", 10)
# Written into the database at the start of beat, beside the schedules of accounts.
CELERY_BEAT_SCHEDULE = beat_schedule(reconcile_seconds=RECONCILE_SECONDS)
CELERY_TIMEZONE = "UTC"
CELERY_TASK_SERIALIZER = "json"
CELERY_ACCEPT_CONTENT = ["json"]

# How often one token may ask over the REST API, how often one address may be refused there, and
# how long a token lives at most.
API_RATE = environment.text("API_RATE", "20/second")
API_REFUSED_RATE = environment.text("API_REFUSED_RATE", "60/minute")
API_TOKEN_MAX_DAYS = environment.number("API_TOKEN_MAX_DAYS", 366)
# How often one access key may ask over AWS's protocol, as the library `limits` writes it.
AWS_API_RATE = environment.text("AWS_API_RATE", "20/second")
# The largest document that the library takes, uploaded or imported.
LIBRARY_MAX_MIB = environment.number("LIBRARY_MAX_MIB", 100)
# Who accepts AWS's terms when its reports are imported, by name and office.
AWS_ARTIFACT_ACCEPT_TERMS = environment.text("AWS_ARTIFACT_ACCEPT_TERMS")
# Webhooks may lead to http://127.0.0.1: for tests and a demo on this machine only.
WEBHOOKS_TO_LOOPBACK = environment.flag("WEBHOOKS_TO_LOOPBACK")
# How often one address may be refused there before it is told so without another look.
AWS_API_REFUSED_RATE = environment.text("AWS_API_REFUSED_RATE", "60/minute")
LEASE_SECONDS = environment.number("LEASE_SECONDS", 60)
DISPOSE_EVIDENCE = environment.flag("DISPOSE_EVIDENCE")
EVIDENCE_MAX_AGE_HOURS = environment.number("EVIDENCE_MAX_AGE_HOURS", 48)

LOGGING = log_config(environment.text("LOG_LEVEL", "INFO"))
