"""Where a personal link leads; below r/."""

from django.urls import path

from .views import link

app_name = "link"
urlpatterns = [
    path("", link.begin_, name="begin"),
    path("klaar/", link.klaar, name="klaar"),
    path("opgaven/", link.opgaven, name="opgaven"),
    path("opgaven/<int:nummer>/", link.opgave, name="opgave"),
    path("opgaven/<int:nummer>/<slug:soort>/", link.reageer, name="reageer"),
    path("geen-opmerkingen/", link.geen, name="geen"),
    path("reacties/<int:pk>/intrekken/", link.intrekken, name="intrekken"),
]
