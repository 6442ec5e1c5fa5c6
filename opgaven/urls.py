"""One section of the plan: read it, edit it, and what it said before. The pages it stands on belong to `portaal`.

Words that follow an opgave's number, such as `geschiedenis`, `stand` and `reacties`, come before the kind of section:
no kind may be called so.
"""

from django.urls import path

from .views import figuren, geschiedenis, klad, secties, werkorde

app_name = "opgaven"
urlpatterns = [
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
