from django.apps import AppConfig


class VersiesConfig(AppConfig):
    name = "versies"
    verbose_name = "Versies"

    def ready(self) -> None:
        from opgaven.aanleidingen import registreer

        from .gevraagd import BRON

        registreer(BRON)
