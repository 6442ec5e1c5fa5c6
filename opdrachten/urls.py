from django.urls import path

from . import views

app_name = "opdrachten"
urlpatterns = [
    path("", views.lijst, name="lijst"),
    path("<uuid:pk>/", views.opdracht, name="opdracht"),
    path("<uuid:pk>/annuleren/", views.annuleren, name="annuleren"),
    path("<uuid:pk>/opnieuw/", views.opnieuw, name="opnieuw"),
    path("<uuid:pk>/bestand/", views.bestand, name="bestand"),
]
