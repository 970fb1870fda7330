"""The one settings file: every value comes from the workspace or from a typed environment variable."""

import secrets
from datetime import timedelta
from pathlib import Path

from csp.constants import NONE, SELF
from django.utils.translation import gettext_lazy as _

from giaoban import __version__
from giaoban.site.database import database
from giaoban.site.environment import (
    choice,
    flag,
    identity_providers,
    mail_server,
    origin,
    read_workspace,
    secret_key,
    text,
    whole_number,
    words,
)
from giaoban.site.logs import logging_settings

WORKSPACE = read_workspace()
SMALLEST_DISK = whole_number("GIAOBAN_DISK_FREE_MB", default=500) * 1_000_000
VERSION = __version__

DEBUG = flag("GIAOBAN_DEBUG", default=False)
# A workspace without a key has no sessions yet to keep; `giaoban init` writes one.
SECRET_KEY = secret_key(WORKSPACE) or secrets.token_urlsafe(50)
# This machine itself may always ask: whoever watches the server does so from beside it.
ALLOWED_HOSTS = ["localhost", "127.0.0.1", "[::1]", *words("GIAOBAN_HOSTS")]
CSRF_TRUSTED_ORIGINS = list(words("GIAOBAN_ORIGINS"))
HTTPS = flag("GIAOBAN_HTTPS", default=False)
# The site's own address, such as https://giaoban.example: for links in mail.
SITE_URL = text("GIAOBAN_URL").rstrip("/")
# How many proxies of our own stand before the server: so many entries of X-Forwarded-For are believed.
PROXIES = whole_number("GIAOBAN_PROXIES", default=0)
# Whether the proxy sends /hop/*/dong-su-kien/ to `giaoban events`; without it live views ask every two seconds.
EVENTS = flag("GIAOBAN_EVENTS", default=False)

INSTALLED_APPS = [
    "django.contrib.contenttypes",
    "django.contrib.auth",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "csp",
    "giaoban.units",
    # Before allauth: its pages are ours. The app "allauth" itself, with its English pages, is left out.
    "giaoban.people",
    "allauth.account",
    "allauth.mfa",
    "allauth.usersessions",
    "allauth.socialaccount",
    "allauth.socialaccount.providers.openid_connect",
    "axes",
    "giaoban.indicators",
    "giaoban.figures",
    "giaoban.followup",
    "giaoban.collection",
    "giaoban.analysis",
    "giaoban.reports",
    "giaoban.meetings",
    "giaoban.site",
    "giaoban.workspace",
]

MIDDLEWARE = [
    "giaoban.site.logs.RequestLine",
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "csp.middleware.CSPMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "giaoban.site.language.LanguageMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.auth.middleware.LoginRequiredMiddleware",
    "giaoban.people.reading.RolesReadOnce",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "giaoban.site.clock.ClockMiddleware",
    "giaoban.people.sessions.SessionsEnd",
    "giaoban.people.door.RefusalsKept",
    "allauth.account.middleware.AccountMiddleware",
    "axes.middleware.AxesMiddleware",
]

ROOT_URLCONF = "giaoban.site.urls"
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "giaoban.site.frame.frame",
                "giaoban.people.notices.waiting",
            ],
        },
    },
]

DATABASES = {"default": database(WORKSPACE)}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

AUTH_USER_MODEL = "people.Person"
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "home"
LOGOUT_REDIRECT_URL = "account_login"
# A session lasts so long from the sign-in, and so long without a page being opened.
SESSION_LASTS = timedelta(hours=whole_number("GIAOBAN_SESSION_HOURS", default=12))
SESSION_IDLES = timedelta(minutes=whole_number("GIAOBAN_SESSION_IDLE_MINUTES", default=120))
SESSION_COOKIE_AGE = int(SESSION_LASTS.total_seconds())
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = HTTPS
SESSION_ENGINE = "giaoban.people.recognised"
SESSION_COOKIE_NAME = "giaoban"
SECURE_SSL_REDIRECT = HTTPS
SECURE_REDIRECT_EXEMPT = ["^healthz$", "^readyz$"]
SECURE_HSTS_SECONDS = 31_536_000 if HTTPS else 0
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if HTTPS else None
AUTH_PASSWORD_VALIDATORS = [
    {
        "NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator",
        "OPTIONS": {"user_attributes": ("login", "display_name")},
    },
    {"NAME": "giaoban.people.passwords.LongEnough", "OPTIONS": {"min_length": 10}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
]

IDENTITY_PROVIDERS = identity_providers()
AUTHENTICATION_BACKENDS = [
    "axes.backends.AxesStandaloneBackend",
    "giaoban.people.recognised.Accounts",
]

# django-allauth: accounts are made by an administrator, never by a visitor; a person is known by the login alone.
ACCOUNT_ADAPTER = "giaoban.people.adapters.Accounts"
ACCOUNT_USER_MODEL_USERNAME_FIELD = "login"
ACCOUNT_USER_MODEL_EMAIL_FIELD = None
ACCOUNT_USER_DISPLAY = "giaoban.people.adapters.display_name"
ACCOUNT_LOGIN_METHODS = {"username"}
ACCOUNT_SIGNUP_FIELDS = ["username*", "password1*", "password2*"]
ACCOUNT_PRESERVE_USERNAME_CASING = False
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_FORMS = {
    "login": "giaoban.people.typed.SignInForm",
    "change_password": "giaoban.people.typed.OwnPasswordForm",
}
ACCOUNT_SESSION_REMEMBER = True
# A whole office may come through one address on the morning of a deadline.
ACCOUNT_RATE_LIMITS = {"login": f"{whole_number('GIAOBAN_SIGN_INS_A_MINUTE', default=600)}/m/ip"}
SOCIALACCOUNT_ADAPTER = "giaoban.people.adapters.Providers"
SOCIALACCOUNT_LOGIN_ON_GET = False
SOCIALACCOUNT_PROVIDERS = {
    "openid_connect": {
        "OAUTH_PKCE_ENABLED": True,
        "APPS": [
            {
                "provider_id": provider.code,
                "name": provider.name,
                "client_id": provider.client_id,
                "secret": provider.client_secret,
                "settings": {"server_url": provider.url, "claim": provider.claim},
            }
            for provider in IDENTITY_PROVIDERS
        ],
    }
}
MFA_ADAPTER = "giaoban.people.adapters.Factors"
MFA_SUPPORTED_TYPES = ["totp", "webauthn", "recovery_codes"]
MFA_PASSKEY_LOGIN_ENABLED = True
MFA_TOTP_ISSUER = "Giao ban"
MFA_TOTP_TOLERANCE = 1
MFA_RECOVERY_CODES_SHOW_ONCE = True

# django-axes: a login, or an address, that fails too often waits. `people/lockout.py` says how often that is.
AXES_HANDLER = "giaoban.people.lockout.Lockout"
AXES_LOCKOUT_PARAMETERS = ["username", "ip_address"]
AXES_FAILURE_LIMIT = LOGIN_FAILURES = whole_number("GIAOBAN_LOGIN_FAILURES", default=5)
ADDRESS_FAILURES = whole_number("GIAOBAN_ADDRESS_FAILURES", default=50)
AXES_COOLOFF_TIME = timedelta(minutes=whole_number("GIAOBAN_LOCK_MINUTES", default=15))
AXES_RESET_COOL_OFF_ON_FAILURE_DURING_LOCKOUT = False
AXES_RESET_ON_SUCCESS = True
AXES_DISABLE_ACCESS_LOG = True
AXES_ENABLE_ADMIN = False
AXES_VERBOSE = False
AXES_USERNAME_FORM_FIELD = "username"
AXES_CLIENT_IP_CALLABLE = "giaoban.people.addresses.address_of"
AXES_LOCKOUT_CALLABLE = "giaoban.people.pages.sign_in.locked_out"

_mail = mail_server()
MAIL_CONFIGURED = _mail is not None
EMAIL_BACKEND = (
    "django.core.mail.backends.smtp.EmailBackend" if _mail else "django.core.mail.backends.dummy.EmailBackend"
)
EMAIL_TIMEOUT = 10
if _mail is not None:
    EMAIL_HOST, EMAIL_PORT, EMAIL_USE_TLS = _mail.host, _mail.port, _mail.tls
    EMAIL_HOST_USER, EMAIL_HOST_PASSWORD, DEFAULT_FROM_EMAIL = _mail.user, _mail.password, _mail.sender

CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [SELF],
        "img-src": [SELF, "data:"],
        "object-src": [NONE],
        "base-uri": [NONE],
        "frame-ancestors": [NONE],
        # A form that leads to another server's sign-in is sent on to it.
        "form-action": [SELF, *(origin(provider.url) for provider in IDENTITY_PROVIDERS)],
    },
}

LANGUAGE_CODE = "vi"
LANGUAGES = [("vi", _("Tiếng Việt")), ("en", _("Tiếng Anh"))]
# The pure rooms are no Django apps: their translations are found by name.
LOCALE_PATHS = [Path(__file__).parents[1] / room / "locale" for room in ("language", "periods", "reading")]
LANGUAGE_COOKIE_NAME = "giaoban_language"
USE_I18N = True
USE_TZ = True
TIME_ZONE = "Asia/Ho_Chi_Minh"

STATIC_URL = "static/"
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
}
WHITENOISE_USE_FINDERS = True

LOG_FORMAT = choice("GIAOBAN_LOG_FORMAT", ("text", "json"))
LOGGING = logging_settings(LOG_FORMAT)
