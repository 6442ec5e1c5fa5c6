from django.urls import path

from .views import plannen, tabellen

app_name = "inlezen"
urlpatterns = [
    path("", plannen.inlezen, name="plannen"),
    path("tabellen/", tabellen.tabellen, name="tabellen"),
    path("tabellen/sjabloon/<slug:soort>/<slug:formaat>/", tabellen.sjabloon, name="sjabloon"),
    path("tabellen/<int:pk>/", tabellen.tabel, name="tabel"),
    path("tabellen/<int:pk>/ongedaan/", tabellen.ongedaan, name="tabel_ongedaan"),
    path("tabellen/<int:pk>/weggooien/", tabellen.weggooien, name="tabel_weggooien"),
    path("<int:pk>/", plannen.inlezing, name="inlezing"),
    path("<int:pk>/ongedaan/", plannen.ongedaan, name="ongedaan"),
    path("<int:pk>/weggooien/", plannen.weggooien, name="weggooien"),
]
