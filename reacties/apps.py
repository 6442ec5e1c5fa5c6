from django.apps import AppConfig


class ReactiesConfig(AppConfig):
    name = "reacties"
    verbose_name = "Reacties"

    def ready(self) -> None:
        from governance import agendabronnen, overlegstanden
        from opgaven.aanleidingen import registreer

        from .aanleiding import BRON
        from .overleg import bron, meld_heropend

        registreer(BRON)
        agendabronnen.registreer(bron)
        overlegstanden.registreer(meld_heropend)
