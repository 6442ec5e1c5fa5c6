"""Only the pages of allauth that this portal offers: log in, log out, change a password, ask for a new one."""

from allauth.account import views
from django.urls import path

urlpatterns = [
    path("inloggen/", views.login, name="account_login"),
    path("uitloggen/", views.logout, name="account_logout"),
    path("wachtwoord/", views.password_change, name="account_change_password"),
    path("wachtwoord/vergeten/", views.password_reset, name="account_reset_password"),
    path("wachtwoord/vergeten/verzonden/", views.password_reset_done, name="account_reset_password_done"),
    path(
        "wachtwoord/nieuw/<str:uidb36>-<str:key>/",
        views.password_reset_from_key,
        name="account_reset_password_from_key",
    ),
    path("wachtwoord/nieuw/klaar/", views.password_reset_from_key_done, name="account_reset_password_from_key_done"),
    path("opnieuw-inloggen/", views.reauthenticate, name="account_reauthenticate"),
    path("niet-actief/", views.account_inactive, name="account_inactive"),
]
