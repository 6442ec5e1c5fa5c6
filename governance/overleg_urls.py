"""Who meets, what was decided and who does what, below `<regio>/governance/`; the pages of bodies stand in portaal."""

from django.urls import path

from .views import acties, besluiten, kalender, notuleren, overleggen, punten, structuur, vrij

app_name = "overleg"
urlpatterns = [
    path("structuur/nieuw/", structuur.gremium_nieuw, name="gremium_nieuw"),
    path("overleggen/", overleggen.lijst, name="overleggen"),
    path("overleggen/vrije-dagen/", vrij.lijst, name="vrije_dagen"),
    path("overleggen/vrije-dagen/<int:pk>/weg/", vrij.weg, name="vrij_weg"),
    path("overleggen/agenda/", kalender.adressen, name="agendas"),
    path("overleggen/agenda/<int:pk>/intrekken/", kalender.intrekken, name="agenda_intrekken"),
    path("overleggen/<int:pk>/overleg.ics", kalender.los, name="overleg_ics"),
    path("overleggen/<int:pk>/", overleggen.overleg, name="overleg"),
    path("overleggen/<int:pk>/wanneer/", overleggen.verzetten, name="verzetten"),
    path("overleggen/<int:pk>/afgelasten/", overleggen.afgelasten, name="afgelasten"),
    path("overleggen/<int:pk>/stap/<slug:code>/", overleggen.stap, name="stap"),
    path("overleggen/<int:pk>/terug/<slug:code>/", overleggen.terug, name="terug"),
    path("overleggen/<int:pk>/punt/", punten.punt_nieuw, name="punt_nieuw"),
    path("overleggen/<int:pk>/aanbod/", punten.aanbod, name="aanbod"),
    path("overleggen/<int:pk>/aanwezig/", punten.aanwezig, name="aanwezig"),
    path("overleggen/<int:pk>/notuleren/", notuleren.notuleren, name="notuleren"),
    path("punten/<int:pk>/", punten.punt, name="punt"),
    path("punten/<int:pk>/af/", punten.punt_af, name="punt_af"),
    path("punten/<int:pk>/verplaatsen/", punten.punt_verplaatsen, name="punt_verplaatsen"),
    path("punten/<int:pk>/notitie/", notuleren.notitie, name="notitie"),
    path("punten/<int:pk>/uitkomst/", notuleren.uitkomst, name="uitkomst"),
    path("punten/<int:pk>/besluit/", notuleren.besluit_nieuw, name="besluit_nieuw"),
    path("punten/<int:pk>/actie/", notuleren.actie_nieuw, name="actie_nieuw"),
    path("besluiten/<int:pk>/wijzigen/", notuleren.besluit_wijzigen, name="besluit_wijzigen"),
    path("besluiten/<int:pk>/uitgevoerd/", besluiten.uitgevoerd, name="uitgevoerd"),
    path("besluiten/<int:pk>/vervallen/", besluiten.vervallen, name="vervallen"),
    path("besluiten/<int:pk>/weg/", besluiten.weg, name="weg"),
    path("acties/", acties.lijst, name="acties"),
    path("acties/nieuw/", acties.nieuw, name="actie_los"),
    path("acties/<int:pk>/", acties.actie, name="actie"),
    path("acties/download/<slug:formaat>/", acties.download, name="acties_download"),
    path("<str:code>/plannen/", overleggen.plannen, name="plannen"),
    path("<str:code>/extra-overleg/", overleggen.extra, name="extra"),
    path("<str:code>/wijzigen/", structuur.gremium_wijzigen, name="gremium_wijzigen"),
    path("<str:code>/zetels/nieuw/", structuur.zetel, name="zetel_nieuw"),
    path("<str:code>/zetels/<int:pk>/", structuur.zetel, name="zetel"),
    path("<str:code>/zetels/<int:pk>/weg/", structuur.zetel_weg, name="zetel_weg"),
    path("<str:code>/lijnen/nieuw/", structuur.lijn, name="lijn_nieuw"),
    path("<str:code>/lijnen/<int:pk>/", structuur.lijn, name="lijn"),
    path("<str:code>/lijnen/<int:pk>/weg/", structuur.lijn_weg, name="lijn_weg"),
]
