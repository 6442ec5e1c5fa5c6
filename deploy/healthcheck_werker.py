"""Exit code 0 when this worker gave a sign of life; asked by the container of the worker itself.

NPVR_WERKER_TEKEN names the file in which the worker wrote its numbers. Without it any worker will do: a question
for a monitor outside.
"""

import os
import sys
from pathlib import Path

import psycopg

LEEFT = "SELECT id FROM procrastinate_workers WHERE last_heartbeat > now() - make_interval(secs => %s)"

try:
    teken = os.environ.get("NPVR_WERKER_TEKEN")
    eigen = {int(nummer) for nummer in Path(teken).read_text().split()} if teken else set()
    with psycopg.connect(os.environ["DATABASE_URL"], connect_timeout=4) as connection:
        rows = connection.execute(LEEFT, [float(os.environ.get("NPVR_WERKER_STIL") or 30)]).fetchall()
except (psycopg.Error, OSError, ValueError):
    sys.exit(1)
levend = {row[0] for row in rows}
sys.exit(not (eigen <= levend if teken else levend) or (bool(teken) and not eigen))
