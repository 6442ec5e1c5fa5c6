from django.apps import AppConfig


class MonitoringConfig(AppConfig):
    name = "monitoring"
    verbose_name = "Monitoring"

    def ready(self) -> None:
        from opgaven.structuur import raakvlakken

        from .structuur import Indicatorraakvlak

        raakvlakken.registreer(Indicatorraakvlak())
