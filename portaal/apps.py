from django.apps import AppConfig


class PortaalConfig(AppConfig):
    name = "portaal"
    verbose_name = "Portaal"

    def ready(self) -> None:
        from . import afdrukken  # noqa: F401  (a kind of job, for the site and for the worker)
