"""Runs in the project's environment: migrates, loads the example plan once, and prints the made-up logins.

One process for three commands, because starting Django takes longer than what it then does. Everything but the logins
goes to stderr. A failure is one Dutch sentence there, and exit code 1."""

import contextlib
import io
import os
import sys
from pathlib import Path
from typing import Any

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "npvr.settings")


ROOT = Path(__file__).resolve().parents[2]


def main() -> int:
    try:
        import django
        from django.core.exceptions import ImproperlyConfigured
        from django.core.management import call_command, get_commands
        from django.db import OperationalError, connection

        try:
            django.setup()
            commands = get_commands()
            connection.ensure_connection()
        except ImproperlyConfigured as error:
            return _fail(f"De instellingen kloppen niet: {error}")
        except OperationalError as error:
            reason = " ".join(str(error).split())
            return _fail(f"De database is niet bereikbaar; controleer DATABASE_URL ({reason}).")
    except ImportError as error:
        return _fail(f"De installatie is beschadigd ({error}); herstel haar met: script/setup demo --opnieuw")

    if _is_older(connection):
        return _fail(
            "Deze database is van een eerdere opzet, van voor de eerste uitgave, en is niet om te zetten: "
            "gooi de map .var/postgres weg (of geef met DATABASE_URL een lege database) en start opnieuw."
        )

    logins = io.StringIO()
    with contextlib.redirect_stdout(sys.stderr):
        call_command("migrate", interactive=False, verbosity=0)
        if "laad_voorbeeld" in commands:
            call_command("laad_voorbeeld", "--eenmalig", stdout=sys.stderr)
            call_command("laad_voorbeeldagenda", "--eenmalig", stdout=sys.stderr)
        if "demo_logins" in commands and "--logins" in sys.argv:
            call_command("demo_logins", stdout=logins)
    sys.stdout.write(logins.getvalue())
    return 0


def _is_older(connection: Any) -> bool:
    """Whether the database has migrations of ours that are written anew since: then none of them can be trusted."""
    from django.apps import apps
    from django.db.migrations.loader import MigrationLoader

    loader = MigrationLoader(connection)
    ours = {config.label for config in apps.get_app_configs() if (ROOT / config.label).is_dir()}
    done = {(app, name) for app, name in loader.applied_migrations or {} if app in ours | {"documenten"}}
    return not done <= set(loader.disk_migrations or {})


def _fail(message: str) -> int:
    print(message, file=sys.stderr)
    return 1


if __name__ == "__main__":
    sys.exit(main())
