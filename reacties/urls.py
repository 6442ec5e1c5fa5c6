"""Comments, rounds and what belongs to them; below the region."""

from __future__ import annotations

from django.urls import path

from .views import (
    antwoorden,
    deelnames,
    gesprek,
    indienen,
    kladden,
    lijst,
    links,
    namens,
    reacties,
    rondes,
    voorstellen,
)

app_name = "reacties"
urlpatterns = [
    path("reacties/", lijst.lijst, name="lijst"),
    path("reacties/namens/", namens.namens, name="namens"),
    path("reacties/klad/", kladden.klad, name="klad"),
    path("reacties/antwoord/", antwoorden.nieuw, name="antwoord_nieuw"),
    path("reacties/antwoorden/", antwoorden.concepten, name="antwoorden"),
    path("reacties/antwoorden/<int:pk>/", antwoorden.antwoord, name="antwoord"),
    path("reacties/antwoorden/<int:pk>/weg/", antwoorden.weggooien, name="antwoord_weg"),
    path("reacties/vrijgeven/", antwoorden.vrijgeven, name="vrijgeven"),
    path("reacties/<int:pk>/", gesprek.reactie, name="reactie"),
    path("reacties/<int:pk>/zeg/", gesprek.zeg, name="zeg"),
    path("reacties/<int:pk>/wijzigen/", gesprek.wijzigen, name="wijzigen"),
    path("reacties/<int:pk>/intrekken/", gesprek.intrekken, name="intrekken"),
    path("reacties/<int:pk>/versturen/", gesprek.versturen, name="versturen"),
    path("reacties/<int:pk>/stap/", gesprek.stap, name="stap"),
    path("reacties/<int:pk>/overnemen/", voorstellen.overnemen, name="overnemen"),
    path("opgaven/<int:nummer>/reacties/", reacties.opgave, name="bij_opgave"),
    path("opgaven/<int:nummer>/<slug:soort>/reacties/", reacties.sectie, name="bij_sectie"),
    path("plan/<int:hoofdstuk>/<int:sectie>/reacties/", reacties.hoofdstuksectie, name="bij_hoofdstuksectie"),
    path("documenten/<slug:versie>/opgaven/<int:nummer>/reacties/", reacties.opgave, name="versie_bij_opgave"),
    path(
        "documenten/<slug:versie>/opgaven/<int:nummer>/<slug:soort>/reacties/",
        reacties.sectie,
        name="versie_bij_sectie",
    ),
    path(
        "documenten/<slug:versie>/plan/<int:hoofdstuk>/<int:sectie>/reacties/",
        reacties.hoofdstuksectie,
        name="versie_bij_hoofdstuksectie",
    ),
    path("rondes/", rondes.rondes, name="rondes"),
    path("rondes/nieuw/", rondes.nieuw, name="ronde_nieuw"),
    path("rondes/<slug:code>/", rondes.ronde, name="ronde"),
    path("rondes/<slug:code>/wijzigen/", rondes.wijzigen, name="ronde_wijzigen"),
    path("rondes/<slug:code>/weg/", rondes.weg, name="ronde_weg"),
    path("rondes/<slug:code>/openen/", rondes.openen, name="ronde_openen"),
    path("rondes/<slug:code>/verlengen/", rondes.verlengen, name="ronde_verlengen"),
    path("rondes/<slug:code>/herinneren/", rondes.herinneren, name="ronde_herinneren"),
    path("rondes/<slug:code>/erbij/", deelnames.erbij, name="ronde_erbij"),
    path("rondes/<slug:code>/sluiten/", rondes.sluiten, name="ronde_sluiten"),
    path("rondes/<slug:code>/<int:pk>/heropenen/", deelnames.heropenen, name="ronde_heropenen"),
    path("rondes/<slug:code>/<int:deelname>/indiener/", indienen.indiener, name="ronde_indiener"),
    path("rondes/<slug:code>/<int:deelname>/indienen/", indienen.indienen, name="ronde_indienen"),
    path("rondes/<slug:code>/<int:deelname>/geen-opmerkingen/", indienen.geen, name="ronde_geen"),
    path("persoonlijke-links/", links.links, name="links"),
    path("persoonlijke-links/nieuw/", links.nieuw, name="link_nieuw"),
    path("persoonlijke-links/<int:pk>/vernieuwen/", links.vernieuwen, name="link_vernieuwen"),
    path("persoonlijke-links/<int:pk>/intrekken/", links.intrekken, name="link_intrekken"),
    path("persoonlijke-links/<int:pk>/wissen/", links.wissen, name="link_wissen"),
]
