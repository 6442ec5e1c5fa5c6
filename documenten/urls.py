from django.urls import path

from . import views

app_name = "documenten"
urlpatterns = [
    path("opgaven/<int:nummer>/pdf/", views.fiche_pdf, name="fiche_pdf"),
    path("opgaven/<int:nummer>/past/", views.past, name="past"),
    path("plan/pdf/", views.plan_pdf, name="plan_pdf"),
    path("documenten/<slug:versie>/opgaven/<int:nummer>/pdf/", views.fiche_pdf, name="versie_fiche_pdf"),
    path("documenten/<slug:versie>/plan/pdf/", views.plan_pdf, name="versie_plan_pdf"),
]
