"""One's own notices, over all regions, and stopping mail about them."""

from __future__ import annotations

from django.urls import path

from .views import meldingen

app_name = "meldingen"
urlpatterns = [
    path("", meldingen.lijst, name="lijst"),
    path("gelezen/", meldingen.gelezen, name="gelezen"),
    path("voorkeur/", meldingen.voorkeur, name="voorkeur"),
    path("<int:pk>/", meldingen.open_melding, name="open"),
    path("afmelden/<str:teken>/", meldingen.afmelden, name="afmelden"),
]
