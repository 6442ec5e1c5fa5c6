from django.apps import AppConfig


class VersiesConfig(AppConfig):
    name = "versies"
    verbose_name = "Versies"

    def ready(self) -> None:
        from governance import agendabronnen
        from opgaven.aanleidingen import registreer

        from .agendapunten import bron
        from .gevraagd import BRON

        registreer(BRON)
        agendabronnen.registreer(bron)
