from django.apps import AppConfig


class ReactiesConfig(AppConfig):
    name = "reacties"
    verbose_name = "Reacties"

    def ready(self) -> None:
        from governance import agendabronnen, overlegstanden
        from opgaven.aanleidingen import registreer
        from opgaven.structuur import raakvlakken

        from .aanleiding import BRON
        from .overleg import bron, meld_heropend, meld_stukken
        from .structuur import Reactieraakvlak

        registreer(BRON)
        raakvlakken.registreer(Reactieraakvlak())
        agendabronnen.registreer(bron)
        overlegstanden.registreer(meld_heropend)
        if meld_stukken not in overlegstanden.VERZENDLUISTERAARS:
            overlegstanden.VERZENDLUISTERAARS.append(meld_stukken)
