from django.apps import AppConfig


class PortaalConfig(AppConfig):
    name = "portaal"
    verbose_name = "Portaal"

    def ready(self) -> None:
        from . import afdruksoorten  # noqa: F401  (the kinds of print that need pages of more than one room)
