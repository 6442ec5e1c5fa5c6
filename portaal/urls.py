"""Pages that combine rooms."""

from django.urls import path

from .views import (
    documenten,
    fiche,
    governance,
    hoofdstukken,
    mijn_werk,
    monitoring,
    opgaven,
    plancontrole,
    regios,
    tijdlijn,
    voorpagina,
    weg,
)

app_name = "portaal"
urlpatterns = [
    path("", regios.regios, name="regios"),
    path("toegankelijkheid/", regios.toegankelijkheid, name="toegankelijkheid"),
    path("privacy/", regios.privacy, name="privacy"),
    path("mijn-werk/", mijn_werk.begin, name="begin"),
    path("<slug:regio>/mijn-werk/", mijn_werk.mijn_werk, name="mijn_werk"),
    path("<slug:regio>/weg/", weg.weg, name="weg"),
    path("<slug:regio>/", voorpagina.voorpagina, name="voorpagina"),
    path("<slug:regio>/opgaven/", opgaven.lijst, name="opgaven"),
    path("<slug:regio>/opgaven/matrix/", opgaven.matrix, name="matrix"),
    path("<slug:regio>/opgaven/download/<str:formaat>/", opgaven.download, name="opgaven_download"),
    path("<slug:regio>/opgaven/<int:nummer>/", fiche.fiche, name="opgave"),
    path("<slug:regio>/plan/", hoofdstukken.inhoud, name="plan"),
    path("<slug:regio>/plan/<int:nummer>/", hoofdstukken.hoofdstuk, name="hoofdstuk"),
    path("<slug:regio>/controle/", documenten.afdruk_controle, name="afdruk_controle"),
    path("<slug:regio>/documenten/", documenten.lijst, name="documenten"),
    path("<slug:regio>/documenten/nieuw/", documenten.maak, name="versie_maken"),
    path("<slug:regio>/documenten/<slug:versie>/", documenten.versie, name="versie"),
    path("<slug:regio>/documenten/<slug:versie>/publiceren/", documenten.publiceren, name="publiceren"),
    path("<slug:regio>/documenten/<slug:versie>/intrekken/", documenten.intrekken, name="intrekken"),
    path("<slug:regio>/documenten/<slug:versie>/besluit/", documenten.besluit, name="besluit"),
    path(
        "<slug:regio>/documenten/<slug:versie>/besluit/<int:pk>/bevestigen/", documenten.bevestigen, name="bevestigen"
    ),
    path("<slug:regio>/documenten/<slug:versie>/besluit/<int:pk>/vervallen/", documenten.vervallen, name="vervallen"),
    path("<slug:regio>/documenten/<slug:versie>/besluit/<int:pk>/afdruk/", documenten.stuk, name="stuk"),
    path("<slug:regio>/documenten/<slug:versie>/opgaven/", opgaven.lijst, name="versie_opgaven"),
    path("<slug:regio>/documenten/<slug:versie>/opgaven/matrix/", opgaven.matrix, name="versie_matrix"),
    path(
        "<slug:regio>/documenten/<slug:versie>/opgaven/download/<str:formaat>/",
        opgaven.download,
        name="versie_opgaven_download",
    ),
    path("<slug:regio>/documenten/<slug:versie>/opgaven/<int:nummer>/", fiche.fiche, name="versie_opgave"),
    path("<slug:regio>/documenten/<slug:versie>/plan/", hoofdstukken.inhoud, name="versie_plan"),
    path("<slug:regio>/documenten/<slug:versie>/plan/<int:nummer>/", hoofdstukken.hoofdstuk, name="versie_hoofdstuk"),
    path("<slug:regio>/plancontrole/", plancontrole.lijst, name="plancontrole"),
    path("<slug:regio>/plancontrole/opzij/", plancontrole.afwijzen, name="afwijzen"),
    path("<slug:regio>/plancontrole/terug/", plancontrole.terughalen, name="terughalen"),
    path("<slug:regio>/plancontrole/download/<str:formaat>/", plancontrole.download, name="plancontrole_download"),
    path("<slug:regio>/governance/", governance.gremia, name="governance"),
    path("<slug:regio>/governance/<str:code>/", governance.gremium, name="gremium"),
    path("<slug:regio>/ministeries/<slug:code>/", governance.ministerie, name="ministerie"),
    path("<slug:regio>/trajecten/<str:code>/", governance.traject, name="traject"),
    path("<slug:regio>/monitoring/", monitoring.dashboard, name="monitoring"),
    path("<slug:regio>/monitoring/<slug:code>/", monitoring.indicator, name="indicator"),
    path("<slug:regio>/tijdlijn/", tijdlijn.tijdlijn, name="tijdlijn"),
    path("<slug:regio>/tijdlijn.ics", tijdlijn.agenda, name="agenda"),
]
