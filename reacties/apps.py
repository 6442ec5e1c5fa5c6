from django.apps import AppConfig


class ReactiesConfig(AppConfig):
    name = "reacties"
    verbose_name = "Reacties"

    def ready(self) -> None:
        from opgaven.aanleidingen import registreer

        from .aanleiding import BRON

        registreer(BRON)
