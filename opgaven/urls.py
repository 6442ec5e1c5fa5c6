"""One section of the plan: read it, edit it. The pages it stands on belong to `portaal`."""

from django.urls import path

from .views import secties

app_name = "opgaven"
urlpatterns = [
    path("opgaven/<int:nummer>/<slug:soort>/", secties.sectie, name="sectie"),
    path("opgaven/<int:nummer>/<slug:soort>/bewerken/", secties.bewerk, name="bewerk"),
    path("plan/<int:hoofdstuk>/<int:sectie>/", secties.hoofdstuksectie, name="hoofdstuksectie"),
    path("plan/<int:hoofdstuk>/<int:sectie>/bewerken/", secties.hoofdstuk_bewerk, name="hoofdstuk_bewerk"),
]
