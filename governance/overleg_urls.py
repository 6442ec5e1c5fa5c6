"""Who meets, what was decided and who does what, below `<regio>/governance/`; the pages of bodies stand in portaal."""

from django.urls import path

from .views import structuur

app_name = "overleg"
urlpatterns = [
    path("structuur/nieuw/", structuur.gremium_nieuw, name="gremium_nieuw"),
    path("<str:code>/wijzigen/", structuur.gremium_wijzigen, name="gremium_wijzigen"),
    path("<str:code>/zetels/nieuw/", structuur.zetel, name="zetel_nieuw"),
    path("<str:code>/zetels/<int:pk>/", structuur.zetel, name="zetel"),
    path("<str:code>/zetels/<int:pk>/weg/", structuur.zetel_weg, name="zetel_weg"),
    path("<str:code>/lijnen/nieuw/", structuur.lijn, name="lijn_nieuw"),
    path("<str:code>/lijnen/<int:pk>/", structuur.lijn, name="lijn"),
    path("<str:code>/lijnen/<int:pk>/weg/", structuur.lijn_weg, name="lijn_weg"),
]
