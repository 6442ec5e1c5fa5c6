"""People and roles of a region; below `<regio>/beheer/personen/`, with `opgaven` handed in by the project."""

from django.urls import path

from .views import account, personen, rapport, uitnodigingen

app_name = "governance"
urlpatterns = [
    path("", personen.lijst, name="personen"),
    path("rechten/", rapport.rapport, name="rechten"),
    path("rechten/controle/<slug:soort>/", rapport.bevestigen, name="rechten_bevestigen"),
    path("rechten/<slug:formaat>/", rapport.download, name="rechten_download"),
    path("uitnodigen/", uitnodigingen.nodig_uit, name="uitnodigen"),
    path("uitnodigingen/<int:pk>/opnieuw/", uitnodigingen.opnieuw, name="uitnodiging_opnieuw"),
    path("uitnodigingen/<int:pk>/intrekken/", uitnodigingen.intrekken, name="uitnodiging_intrekken"),
    path("rollen/<int:pk>/beeindigen/", personen.beeindig, name="rol_beeindigen"),
    path("<int:pk>/", personen.persoon, name="persoon"),
    path("<int:pk>/tweede-factor/", account.wis_factor, name="wis_factor"),
    path("<int:pk>/koppeling/", account.verplaats_koppeling, name="verplaats_koppeling"),
    path("<int:pk>/wachttijd/", account.hef_rem_op, name="hef_rem_op"),
]
