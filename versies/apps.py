from django.apps import AppConfig


class VersiesConfig(AppConfig):
    name = "versies"
    verbose_name = "Versies"

    def ready(self) -> None:
        from governance import agendabronnen, besluitsporen
        from opgaven.aanleidingen import registreer
        from opgaven.gevolgd import lees_met
        from opgaven.structuur import raakvlakken

        from .agendapunten import bron
        from .besluitsporen import van_secties
        from .bezoek import gevolgd
        from .gevraagd import BRON
        from .structuur import Versieraakvlak

        registreer(BRON)
        lees_met(gevolgd)
        raakvlakken.registreer(Versieraakvlak())
        agendabronnen.registreer(bron)
        besluitsporen.registreer(van_secties)
