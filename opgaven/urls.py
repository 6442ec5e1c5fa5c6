"""One section of the plan: read it, edit it, and what it said before. The pages it stands on belong to `portaal`.

Words that follow an opgave's number, such as `geschiedenis`, `stand` and `reacties`, come before the kind of section:
no kind may be called so.
"""

from django.urls import path

from .views import figuren, geschiedenis, klad, secties, structuur, werkorde

app_name = "opgaven"
urlpatterns = [
    path("structuur/", structuur.lijst, name="structuur"),
    path("structuur/stappen/<int:pk>/", structuur.terugzetten, name="structuur_stap"),
    path("structuur/weggehaald/<slug:sleutel>/", structuur.weggehaald, name="structuur_weggehaald"),
    path("structuur/<slug:soort>/nieuw/", structuur.nieuw, name="structuur_nieuw"),
    path("structuur/<slug:soort>/volgorde/", structuur.volgorde, name="structuur_volgorde"),
    path("structuur/opgave/<slug:sleutel>/samenvoegen/", structuur.samenvoegen, name="structuur_samen"),
    path("structuur/opgave/<slug:sleutel>/splitsen/", structuur.splitsen, name="structuur_splits"),
    path("structuur/<slug:soort>/<slug:sleutel>/", structuur.wijzig, name="structuur_deel"),
    path("structuur/<slug:soort>/<slug:sleutel>/weghalen/", structuur.haal_weg, name="structuur_weg"),
    path("opgaven/<int:nummer>/geschiedenis/", geschiedenis.opgave_geschiedenis, name="opgave_geschiedenis"),
    path("opgaven/<int:nummer>/stand/", werkorde.stand, name="werkorde"),
    path("opgaven/<int:nummer>/<slug:soort>/", secties.sectie, name="sectie"),
    path("opgaven/<int:nummer>/<slug:soort>/bewerken/", secties.bewerk, name="bewerk"),
    path("opgaven/<int:nummer>/<slug:soort>/bewerken/klad/", klad.klad, name="klad"),
    path("opgaven/<int:nummer>/<slug:soort>/geschiedenis/", geschiedenis.geschiedenis, name="geschiedenis"),
    path(
        "opgaven/<int:nummer>/<slug:soort>/geschiedenis/<int:versie>/terug/",
        geschiedenis.herstel,
        name="herstel",
    ),
    path("plan/<int:hoofdstuk>/<int:sectie>/", secties.hoofdstuksectie, name="hoofdstuksectie"),
    path("plan/<int:hoofdstuk>/<int:sectie>/bewerken/", secties.hoofdstuk_bewerk, name="hoofdstuk_bewerk"),
    path("plan/<int:hoofdstuk>/<int:sectie>/figuur/", figuren.figuur, name="hoofdstuk_figuur"),
    path("plan/<int:hoofdstuk>/<int:sectie>/bewerken/klad/", klad.hoofdstuk_klad, name="hoofdstuk_klad"),
    path(
        "plan/<int:hoofdstuk>/<int:sectie>/geschiedenis/",
        geschiedenis.hoofdstuk_geschiedenis,
        name="hoofdstuk_geschiedenis",
    ),
    path(
        "plan/<int:hoofdstuk>/<int:sectie>/geschiedenis/<int:versie>/terug/",
        geschiedenis.hoofdstuk_herstel,
        name="hoofdstuk_herstel",
    ),
]
