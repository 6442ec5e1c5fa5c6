from django.apps import AppConfig


class OpgavenConfig(AppConfig):
    name = "opgaven"
    verbose_name = "Opgaven"

    def ready(self) -> None:
        from governance.opgavekeuzes import registreer

        from .keuzes import opgaven_van

        registreer(opgaven_van)
