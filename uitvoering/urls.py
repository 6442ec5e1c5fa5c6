"""The pages of the agenda. Its text is edited at the addresses of `opgaven.urls`, behind `<regio>/uitvoering/`."""

from django.urls import path

from . import views

app_name = "uitvoering"
urlpatterns = [
    path("", views.overzicht, name="overzicht"),
    path("beginnen/", views.begin, name="begin"),
    path("geld/", views.geldpagina, name="geld"),
    path("<int:nummer>/", views.blad, name="blad"),
    path("<int:nummer>/opnemen/", views.opnemen, name="opnemen"),
]
