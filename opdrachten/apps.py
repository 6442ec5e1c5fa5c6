from django.apps import AppConfig


class OpdrachtenConfig(AppConfig):
    name = "opdrachten"
    verbose_name = "Opdrachten"
