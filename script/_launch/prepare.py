"""Runs in the project's environment: migrates, loads the example plan once, and prints the made-up logins.

One process for three commands, because starting Django takes longer than what it then does. Everything but the logins
goes to stderr. A failure is one Dutch sentence there, and exit code 1."""

import contextlib
import io
import os
import sys

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "npvr.settings")


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

    logins = io.StringIO()
    with contextlib.redirect_stdout(sys.stderr):
        call_command("migrate", interactive=False, verbosity=0)
        if "laad_voorbeeld" in commands:
            call_command("laad_voorbeeld", "--eenmalig", stdout=sys.stderr)
        if "demo_logins" in commands and "--logins" in sys.argv:
            call_command("demo_logins", stdout=logins)
    sys.stdout.write(logins.getvalue())
    return 0


def _fail(message: str) -> int:
    print(message, file=sys.stderr)
    return 1


if __name__ == "__main__":
    sys.exit(main())
