"""What was frozen cannot be changed, removed or emptied by hand either: psql itself, from outside the portal."""

from __future__ import annotations

import os
import shutil
import subprocess

import pytest
from django.db import connection

from opgaven.models import Plan

PSQL = shutil.which("psql")
TABELLEN = ("versies_versie", "versies_akte")
OPDRACHTEN = {
    "UPDATE": "UPDATE {tabel} SET nummer = nummer + 7;",
    "DELETE": "DELETE FROM {tabel};",
    "TRUNCATE": "TRUNCATE {tabel} CASCADE;",
}
# the tests switch the guard against emptying off for themselves; here it stands as it does outside them
BEWAKER = """
DO $$ DECLARE t record; BEGIN
  FOR t IN SELECT tgname FROM pg_trigger WHERE tgrelid = '{tabel}'::regclass AND tgname LIKE '%geleegd%' LOOP
    EXECUTE format('ALTER TABLE {tabel} ENABLE TRIGGER %I', t.tgname);
  END LOOP;
END $$;
"""

pytestmark = pytest.mark.skipif(PSQL is None, reason="psql ontbreekt: apt-get install postgresql-client")


def psql(opdracht: str) -> subprocess.CompletedProcess[str]:
    """Run by psql as the owner of the tables, in one transaction that is rolled back."""
    doel = connection.get_connection_params()
    namen = {"host": "PGHOST", "port": "PGPORT", "user": "PGUSER", "password": "PGPASSWORD", "dbname": "PGDATABASE"}
    return subprocess.run(
        [str(PSQL), "-X", "-q", "-A", "-t", "-v", "ON_ERROR_STOP=1", "-v", "VERBOSITY=verbose"],
        input=f"SET lock_timeout = '20s'; BEGIN; {opdracht} ROLLBACK;",
        env={**os.environ, **{naam: str(doel[veld]) for veld, naam in namen.items() if doel.get(veld)}},
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )


@pytest.mark.parametrize("tabel", TABELLEN)
@pytest.mark.parametrize("wat", OPDRACHTEN)
def test_psql_is_refused(wat: str, tabel: str, voorbeeld: Plan) -> None:
    klaar = psql(BEWAKER.format(tabel=tabel) + OPDRACHTEN[wat].format(tabel=tabel))
    assert klaar.returncode != 0
    assert "dit ligt vast" in klaar.stderr and "NP003" in klaar.stderr, klaar.stderr


def test_psql_may_read(voorbeeld: Plan) -> None:
    """Otherwise a wrong address would pass for a refusal."""
    klaar = psql("SELECT count(*) > 0 FROM versies_versie;")
    assert (klaar.returncode, klaar.stdout.strip()) == (0, "t"), klaar.stderr
