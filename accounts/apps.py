from django.apps import AppConfig


class AccountsConfig(AppConfig):
    name = "accounts"
    verbose_name = "Personen"

    def ready(self) -> None:
        from . import checks  # noqa: F401
