"""Only the pages of allauth that this portal offers: log in, log out, passwords, the second factor, one's own data."""

from allauth.account import views
from allauth.mfa.base import views as mfa
from allauth.socialaccount.providers.openid_connect import views as oidc
from django.urls import path
from django.views.decorators.http import require_safe

from .views import gegevens, tweede_factor, wachtwoord
from .views import oidc as eigen_oidc

urlpatterns = [
    path("", gegevens.gegevens, name="account_gegevens"),
    path("sessies/", gegevens.andere_sessies, name="account_andere_sessies"),
    path("inloggen/", views.login, name="account_login"),
    path(
        "inloggen/code/", mfa.AuthenticateView.as_view(template_name="mfa/authenticate.html"), name="mfa_authenticate"
    ),
    path("uitloggen/", views.logout, name="account_logout"),
    path("wachtwoord/", wachtwoord.wijzigen, name="account_change_password"),
    path("wachtwoord/vergeten/", wachtwoord.vergeten, name="account_reset_password"),
    path("wachtwoord/vergeten/verzonden/", views.password_reset_done, name="account_reset_password_done"),
    path("wachtwoord/nieuw/", wachtwoord.nieuw, name="account_reset_password_from_key"),
    path("wachtwoord/nieuw/kiezen/", wachtwoord.kiezen, name="account_kies_wachtwoord"),
    path("wachtwoord/nieuw/klaar/", views.password_reset_from_key_done, name="account_reset_password_from_key_done"),
    path("opnieuw-inloggen/", views.reauthenticate, name="account_reauthenticate"),
    path(
        "opnieuw-inloggen/code/",
        mfa.ReauthenticateView.as_view(template_name="mfa/reauthenticate.html"),
        name="mfa_reauthenticate",
    ),
    path("niet-actief/", views.account_inactive, name="account_inactive"),
    path("tweede-factor/", tweede_factor.overzicht, name="mfa_index"),
    path("tweede-factor/instellen/", tweede_factor.instellen, name="mfa_activate_totp"),
    path("tweede-factor/herstelcodes/", tweede_factor.herstelcodes, name="mfa_view_recovery_codes"),
    path("tweede-factor/herstelcodes.txt", tweede_factor.herstelcodes_bestand, name="mfa_download_recovery_codes"),
    path("tweede-factor/uitzetten/", tweede_factor.uitzetten, name="mfa_deactivate_totp"),
    # The way in by an OpenID provider; 404 where none is configured. The way back is a GET by its standard.
    path("oidc/<slug:provider_id>/", eigen_oidc.start, name="openid_connect_login"),
    path("oidc/<slug:provider_id>/terug/", require_safe(oidc.callback), name="openid_connect_callback"),
]
