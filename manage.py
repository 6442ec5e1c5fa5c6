#!/usr/bin/env python3
"""Django's command line. `script/manage` runs it in the project's own environment, with its database."""

import os
import sys


def main() -> None:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "npvr.settings")
    try:
        from django.core.management import execute_from_command_line
    except ImportError:
        sys.exit(
            "Django is niet gevonden. script/setup --opnieuw installeert wat nodig is; daarna werkt script/manage."
        )
    execute_from_command_line(sys.argv)


if __name__ == "__main__":
    main()
