from django.apps import AppConfig


class DocumentenConfig(AppConfig):
    name = "documenten"
    verbose_name = "Documenten"

    def ready(self) -> None:
        from . import opdracht, soorten  # noqa: F401  (the kinds of print, and the job that makes them)
        from .overleg import opdracht as vergaderset  # noqa: F401
