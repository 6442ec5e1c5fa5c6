"""All addresses. Those of a region start with its code, after the fixed words."""

from django.conf import settings
from django.contrib import admin
from django.urls import include, path

from governance.views import kalender, uitnodigingen
from opgaven.keuzes import opgaven_van

from . import gezond

urlpatterns = [
    path("gezond/", gezond.gezond, name="gezond"),
    path(".well-known/security.txt", gezond.security_txt, name="security_txt"),
    path("beheer/", admin.site.urls),
    path("account/", include("accounts.urls")),
    path("uitnodiging/", uitnodigingen.uitnodiging, name="uitnodiging"),
    path("uitnodiging/aannemen/", uitnodigingen.aannemen, name="uitnodiging_aannemen"),
    path("agenda.ics", kalender.abonnement, name="agenda_abonnement"),
    path("<slug:regio>/beheer/personen/", include("governance.urls"), {"opgaven": opgaven_van}),
    path("<slug:regio>/governance/", include("governance.overleg_urls")),
    path("<slug:regio>/monitoring/", include("monitoring.urls")),
    path("r/", include("reacties.link_urls")),
    path("meldingen/", include("reacties.melding_urls")),
    path("<slug:regio>/uitvoering/", include("uitvoering.urls")),
    path("", include("portaal.urls")),
    path("<slug:regio>/opdrachten/", include("opdrachten.urls")),
    path("<slug:regio>/inlezen/", include("inlezen.urls")),
    path("<slug:regio>/", include("documenten.urls")),
    path("<slug:regio>/", include("reacties.urls")),
    path("<document:regio>/", include("opgaven.urls")),
]

handler400 = "npvr.fouten.onleesbaar"
handler403 = "npvr.fouten.mag_niet"
handler404 = "npvr.fouten.niet_gevonden"
handler500 = "npvr.fouten.fout"

if settings.DEBUG and not settings.TESTING:
    from django.contrib.staticfiles.urls import staticfiles_urlpatterns

    urlpatterns += staticfiles_urlpatterns()
