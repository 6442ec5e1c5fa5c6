from django.urls import path

from . import getypt, views
from .dossier import views as dossier
from .memo import views as memo
from .nota import pagina as notapagina
from .nota import views as nota
from .overleg import stukken
from .overleg import views as overleg

app_name = "documenten"
urlpatterns = [
    path("opgaven/<int:nummer>/pdf/", views.fiche_pdf, name="fiche_pdf"),
    path("opgaven/<int:nummer>/word/", views.fiche_word, name="fiche_word"),
    path("opgaven/<int:nummer>/odt/", views.fiche_odt, name="fiche_odt"),
    path("opgaven/<int:nummer>/past/", views.past, name="past"),
    path("opgaven/<int:nummer>/past/<slug:soort>/", getypt.past_getypt, name="past_getypt"),
    path("vergelijken/memo/pdf/", memo.memo_pdf, name="memo_pdf"),
    path("vergelijken/memo/word/", memo.memo_word, name="memo_word"),
    path("vergelijken/memo/odt/", memo.memo_odt, name="memo_odt"),
    path("reactienota/", notapagina.reactienota, name="reactienota"),
    path("reactienota/<slug:formaat>/", nota.bestand, name="nota"),
    path("governance/punten/<int:pk>/stukken/", stukken.bij_punt, name="punt_stukken"),
    path("governance/stukken/<int:pk>/", stukken.vergaderstuk, name="vergaderstuk"),
    path("governance/overleggen/<int:pk>/stukken/", stukken.alles, name="vergaderset"),
    path("governance/overleggen/<int:pk>/stukken/verzenden/", stukken.verzenden, name="stukken_verzenden"),
    path("governance/overleggen/<int:pk>/<slug:soort>/<slug:formaat>/", overleg.stuk, name="overlegstuk"),
    path("ministeries/<slug:code>/pdf/", dossier.dossier_pdf, name="dossier_pdf"),
    path("plan/pdf/", views.plan_pdf, name="plan_pdf"),
    path("plan/word/", views.plan_word, name="plan_word"),
    path("plan/odt/", views.plan_odt, name="plan_odt"),
    path("plan/json/", views.plan_json, name="plan_json"),
    path("documenten/<slug:versie>/opgaven/<int:nummer>/pdf/", views.fiche_pdf, name="versie_fiche_pdf"),
    path("documenten/<slug:versie>/opgaven/<int:nummer>/word/", views.fiche_word, name="versie_fiche_word"),
    path("documenten/<slug:versie>/opgaven/<int:nummer>/odt/", views.fiche_odt, name="versie_fiche_odt"),
    path("documenten/<slug:versie>/plan/pdf/", views.plan_pdf, name="versie_plan_pdf"),
    path("documenten/<slug:versie>/plan/word/", views.plan_word, name="versie_plan_word"),
    path("documenten/<slug:versie>/plan/odt/", views.plan_odt, name="versie_plan_odt"),
    path("documenten/<slug:versie>/plan/json/", views.plan_json, name="versie_plan_json"),
]
