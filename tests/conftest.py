"""What every test may use: the example plan, and somebody in a role."""

from __future__ import annotations

import json
import os
from collections.abc import Callable, Iterator
from contextlib import suppress
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from django.conf import settings
from django.contrib.auth.hashers import PBKDF2PasswordHasher
from django.db import connection, transaction
from django.test import Client, TransactionTestCase
from django.utils import timezone

from accounts.models import User
from governance.models import Ministerie, Regio, Rol
from npvr import taken
from opgaven.models import Plan
from plandocument.boom import Plandocument
from tests.inloggen import inloggen
from versies.actions.publicaties import AlOpenbaar, publiceer
from versies.actions.versies import AlVast, maak_versie

FIXTURES = Path(settings.BASE_DIR) / "fixtures"
BRONNEN = Path(settings.BASE_DIR).parent / "shared"

PBKDF2PasswordHasher.iterations = 1
"""A third of a second for each person in a test adds up to a quarter of an hour. Real servers take such a hash too."""


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """What takes long (the mark `lang`) goes first, dealt over the processes: a run ends when the last process does.

    A process starts with a part of the list and takes from another's when it is done.
    """
    processen = int(os.environ.get("PYTEST_XDIST_WORKER_COUNT", "1"))
    lang = [item for item in items if item.get_closest_marker("lang")]
    rest = [item for item in items if not item.get_closest_marker("lang")]
    if processen > 1 and lang:
        deel = -(-len(rest) // processen)
        items[:] = [i for n in range(processen) for i in (*lang[n::processen], *rest[n * deel : (n + 1) * deel])]


ROLLEN = tuple(Rol.Soort.values)


def _laad() -> None:
    from inlezen.voorbeeld import laad_voorbeeld

    laad_voorbeeld(FIXTURES / "twente")


VOORRAAD = "proefvoorraad"
"""A schema of the test database: every table with rows as it is when tests begin, with the example plan in it."""
BUITEN_DE_VOORRAAD = ("django_migrations",)


def _leg_voorraad_aan() -> None:
    with connection.cursor() as cursor:
        cursor.execute(f"CREATE SCHEMA {VOORRAAD}")
        tabellen = sorted(
            set(connection.introspection.django_table_names(only_existing=True, include_views=False))
            - set(BUITEN_DE_VOORRAAD)
        )
        merken = []
        for tabel in tabellen:
            cursor.execute(f'SELECT EXISTS (SELECT FROM "{tabel}")')
            if vol := cursor.fetchone()[0]:
                cursor.execute(f'CREATE TABLE {VOORRAAD}."{tabel}" AS TABLE "{tabel}"')
            rijen = "sum(hashtextextended(t::text, 0))" if vol else "min(1)"
            merken.append(f"SELECT '{tabel}', {rijen} FROM public.\"{tabel}\" t")
        cursor.execute(
            f"CREATE FUNCTION {VOORRAAD}.merken() RETURNS TABLE (tabel text, merk numeric) LANGUAGE sql "
            f"AS $$ {' UNION ALL '.join(merken)} $$"
        )
        cursor.execute(
            f"CREATE FUNCTION {VOORRAAD}.wacht_op_schrijvers() RETURNS void LANGUAGE sql "
            f"AS $$ LOCK TABLE {', '.join(tabellen)} IN SHARE ROW EXCLUSIVE MODE $$"
        )
        cursor.execute(f"CREATE TABLE {VOORRAAD}.gemerkt AS SELECT * FROM {VOORRAAD}.merken()")


def _zet_terug() -> None:
    """What a test with real transactions changed, as it was before: table by table, without triggers and foreign keys.

    Emptying all tables, as Django would, and filling them again takes a second; most tests touch a handful.
    """
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(f"SELECT {VOORRAAD}.wacht_op_schrijvers()")
        cursor.execute(
            f"SELECT m.tabel, to_regclass('{VOORRAAD}.' || quote_ident(m.tabel)) IS NOT NULL, "
            "(SELECT string_agg(quote_ident(c.column_name), ',' ORDER BY c.ordinal_position) "
            "FROM information_schema.columns c WHERE c.table_schema = 'public' AND c.table_name = m.tabel "
            "AND c.is_generated = 'NEVER') "
            f"FROM {VOORRAAD}.merken() m JOIN {VOORRAAD}.gemerkt g USING (tabel) WHERE m.merk IS DISTINCT FROM g.merk"
        )
        anders = cursor.fetchall()
        cursor.execute("SET LOCAL session_replication_role = replica")
        for tabel, vol, kolommen in anders:
            cursor.execute(f'DELETE FROM public."{tabel}"')
            if vol:
                cursor.execute(
                    f'INSERT INTO public."{tabel}" ({kolommen}) OVERRIDING SYSTEM VALUE '
                    f'SELECT {kolommen} FROM {VOORRAAD}."{tabel}"'
                )


@pytest.fixture(scope="session")
def django_db_modify_db_settings(django_db_modify_db_settings_parallel_suffix: None) -> None:
    """Test databases begin as a copy of one that all migrations have gone over, where script/test has one ready.

    Django migrates the copy as well, so a template can be old but not wrong; --reuse-db and --create-db mean what they
    always do.
    """
    if sjabloon := os.environ.get("NPVR_TEST_SJABLOON"):
        connection.settings_dict["TEST"]["TEMPLATE"] = sjabloon


@pytest.fixture(scope="session")
def django_db_setup(django_db_setup: None, django_db_blocker: object) -> Iterator[None]:
    """The example plan stands in the test database from the start: loaded once, not per test."""
    with django_db_blocker.unblock():  # type: ignore[attr-defined]
        _laad()
        _leg_voorraad_aan()
    with pytest.MonkeyPatch.context() as mp:
        mp.setattr(TransactionTestCase, "_fixture_teardown", lambda _: _zet_terug())
        yield
    with django_db_blocker.unblock(), connection.cursor() as cursor:  # type: ignore[attr-defined]
        # a server thread that a browser test left behind must not keep the database from being dropped
        cursor.execute(
            "SELECT pg_terminate_backend(pid) FROM pg_stat_activity "
            "WHERE datname = current_database() AND pid <> pg_backend_pid()"
        )


@pytest.fixture(scope="session")
def document() -> Plandocument:
    """The example plan as plain data, without a database."""
    from inlezen.voorbeeld import lees_voorbeeld

    return lees_voorbeeld(FIXTURES / "twente")


@pytest.fixture
def voorbeeld(db: None) -> Plan:
    """The example plan of Twente."""
    return Plan.objects.van("twente").get()


@pytest.fixture(scope="session")
def druk_var(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder for prints that all processes of a run share: what is printed twice is printed once, by one press."""
    basis = tmp_path_factory.getbasetemp()
    map_ = (basis.parent if "PYTEST_XDIST_WORKER" in os.environ else basis) / "druk"
    for naam in DRUKMAPPEN:
        (map_ / naam).mkdir(parents=True, exist_ok=True)
    return map_


DRUKMAPPEN = ("afdrukken", "letters")


@pytest.fixture
def eigen_var(settings: Any, tmp_path: Path, druk_var: Path) -> Path:
    """A VAR of the test alone, such as for seals; but prints are those of the whole run."""
    for naam in DRUKMAPPEN:
        (tmp_path / naam).symlink_to(druk_var / naam)
    settings.VAR = tmp_path
    return tmp_path


@pytest.fixture
def intern(voorbeeld: Plan) -> Plan:
    """The same plan, not public."""
    maak_intern(voorbeeld)
    return voorbeeld


def publiceer_nu(plan: Plan) -> None:
    """Let visitors read the plan as it stands."""
    with suppress(AlVast, AlOpenbaar):
        publiceer(versie=maak_versie(plan=plan, label=f"Versie {plan.versies.count() + 1}", door=None), door=None)


def maak_intern(plan: Plan) -> None:
    plan.publicaties.huidig().update(tot=timezone.now())


@pytest.fixture
def persoon(voorbeeld: Plan) -> Callable[..., User]:
    """Somebody with a role in a region: `persoon("redacteur")`, `persoon("ministeriecontact", "ocw")`."""

    def maak(soort: str | None, ministerie: str = "ocw", regio: str = "twente") -> User:
        naam = f"{soort or 'Zonder rol'} {regio}".capitalize()
        user = User.objects.create_user(
            f"{soort or 'geen'}-{User.objects.count()}@voorbeeld.test", naam, "een-lang-wachtwoord"
        )
        if soort:
            Rol.objects.create(
                user=user,
                regio=Regio.objects.get(code=regio),
                soort=soort,
                ministerie=Ministerie.objects.get(code=ministerie) if soort == Rol.Soort.MINISTERIECONTACT else None,
            )
            if soort == Rol.Soort.BEHEERDER:
                user.is_staff = user.is_superuser = True
                user.save()
        return user

    return maak


@pytest.fixture
def als(persoon: Callable[..., User]) -> Callable[..., Client]:
    """A client that is logged in with a role: `als("redacteur")`; `als(None)` has an account without a role."""

    def maak(soort: str | None, **kwargs: str) -> Client:
        client = inloggen(persoon(soort, **kwargs))
        return client

    return maak


@pytest.fixture(autouse=True)
def lege_rij(request: pytest.FixtureRequest, django_db_blocker: Any) -> Iterator[None]:
    """What a test with real transactions left in the queue goes with it: Django empties only tables of its own."""
    yield
    merk = request.node.get_closest_marker("django_db")
    if merk and merk.kwargs.get("transaction"):
        with django_db_blocker.unblock(), connection.cursor() as cursor:
            cursor.execute("TRUNCATE procrastinate_jobs, procrastinate_workers CASCADE")


@pytest.fixture
def werk_af(db: None, settings: Any) -> Callable[[], int]:
    """Do the tasks that wait, here and now, also those they queue; returns how many. A task that raises fails the test.

    In this process and on this connection, so it also sees what the test has not committed.
    """
    settings.OPDRACHT_IN_DIT_PROCES = True

    def werk() -> int:
        gedaan = 0
        with connection.cursor() as cursor:
            cursor.execute("SELECT worker_id FROM procrastinate_register_worker_v1()")
            werker = cursor.fetchone()[0]
            while True:
                cursor.execute(
                    "SELECT id, task_name, args FROM procrastinate_fetch_job_v2(NULL, %s) WHERE id IS NOT NULL",
                    [werker],
                )
                if (job := cursor.fetchone()) is None:
                    break
                taak = taken.app.tasks[job[1]]
                context = [SimpleNamespace(should_abort=lambda: False)] if taak.pass_context else []
                taak(*context, **json.loads(job[2]))
                cursor.execute("SELECT procrastinate_finish_job_v1(%s, 'succeeded', true)", [job[0]])
                gedaan += 1
            cursor.execute("SELECT procrastinate_unregister_worker_v1(%s)", [werker])
        return gedaan

    return werk
