from django.apps import AppConfig


class VersiesConfig(AppConfig):
    name = "versies"
    verbose_name = "Versies"

    def ready(self) -> None:
        from governance import agendabronnen, besluitsporen
        from opgaven.aanleidingen import registreer
        from opgaven.gevolgd import lees_met

        from .agendapunten import bron
        from .besluitsporen import van_secties
        from .bezoek import gevolgd
        from .gevraagd import BRON

        registreer(BRON)
        lees_met(gevolgd)
        agendabronnen.registreer(bron)
        besluitsporen.registreer(van_secties)
