"""Prints the table of rules, for docs/plancontrole.md."""

import sys

from .regels import tabel

sys.stdout.write(tabel())
