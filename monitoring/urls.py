"""Keeping indicators, below `<regio>/monitoring/`; the dashboard and the page of an indicator stand in portaal."""

from django.urls import path

from .views import cbs, controle, gegevens, indicatoren, nulmetingen, routekaart

app_name = "monitoring"
urlpatterns = [
    path("indicatoren/nieuw/", indicatoren.nieuw, name="indicator_nieuw"),
    path("nulmeting/", nulmetingen.lijst, name="nulmetingen"),
    path("nulmeting/tekenen/", nulmetingen.tekenen, name="tekenen"),
    path("nulmeting/vragen/<int:pk>/", nulmetingen.antwoord, name="nulmeting_antwoord"),
    path("routekaart/", routekaart.routekaart, name="routekaart"),
    path("routekaart/<int:pk>/", routekaart.stap, name="stap"),
    path("controle/", controle.controle, name="controle"),
    path("gegevens/<str:formaat>/", gegevens.alles, name="gegevens"),
    path("<slug:code>/gegevens/<str:formaat>/", gegevens.een, name="indicator_gegevens"),
    path("<slug:code>/cbs/", cbs.zoeken, name="cbs"),
    path("<slug:code>/cbs/ophalen/", cbs.ophalen, name="cbs_ophalen"),
    path("<slug:code>/cbs/los/", cbs.los, name="cbs_los"),
    path("<slug:code>/cbs/tabel/<slug:tabel>/", cbs.kiezen, name="cbs_kiezen"),
    path("<slug:code>/wijzigen/", indicatoren.wijzigen, name="indicator_wijzigen"),
    path("<slug:code>/waarden/nieuw/", indicatoren.waarde_nieuw, name="waarde_nieuw"),
    path("<slug:code>/waarden/<int:pk>/", indicatoren.waarde, name="waarde"),
    path("<slug:code>/waarden/<int:pk>/herzien/", indicatoren.herzien, name="waarde_herzien"),
    path("<slug:code>/waarden/<int:pk>/gelden/", indicatoren.gelden, name="waarde_gelden"),
    path("<slug:code>/waarden/<int:pk>/weg/", indicatoren.weg, name="waarde_weg"),
    path("<slug:code>/nulmeting/", nulmetingen.voorleggen, name="nulmeting_voorleggen"),
    path("<slug:code>/nulmeting/vraag/", nulmetingen.vraag, name="nulmeting_vraag"),
]
