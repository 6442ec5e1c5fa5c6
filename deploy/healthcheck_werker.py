"""Exit code 0 when a worker gave a sign of life; asked by the container of the worker itself."""

import os
import sys

import psycopg

LEEFT = """
    SELECT EXISTS (SELECT FROM procrastinate_workers WHERE last_heartbeat > now() - make_interval(secs => %s))
"""

try:
    with psycopg.connect(os.environ["DATABASE_URL"], connect_timeout=4) as connection:
        row = connection.execute(LEEFT, [float(os.environ.get("NPVR_WERKER_STIL") or 30)]).fetchone()
except psycopg.Error:
    sys.exit(1)
sys.exit(row != (True,))
