"""A database of its own for each proof, copied from the test database; thrown away afterwards."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Callable, Iterator
from urllib.parse import urlsplit, urlunsplit

import psycopg
import pytest
from django.db import connection, connections

from .gereedschap import ROOT


def _beheer() -> psycopg.Connection:
    parameters = connection.get_connection_params()
    return psycopg.connect(
        **{n: w for n, w in parameters.items() if n in ("host", "port", "user", "password")},
        dbname="postgres",
        autocommit=True,
    )


def _weg(beheer: psycopg.Connection, naam: str) -> None:
    beheer.execute(f'DROP DATABASE IF EXISTS "{naam}" WITH (FORCE)')


def adres_van(naam: str) -> str:
    """The DATABASE_URL of another database on the same server."""
    return urlunsplit(urlsplit(os.environ.get("DATABASE_URL", "postgresql:///npvr"))._replace(path=f"/{naam}"))


@pytest.fixture(scope="session")
def sjabloon(django_db_setup: None, django_db_blocker: object) -> Iterator[tuple[str, dict[str, list[list]]]]:
    """A copy of the test database with the example plan and sixty people in it: its name, and their sessions."""
    with django_db_blocker.unblock():  # type: ignore[attr-defined]
        bron = str(connection.settings_dict["NAME"])
        naam = f"{bron}_proef"
        connections.close_all()
        with _beheer() as beheer:
            _weg(beheer, naam)
            beheer.execute("SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = %s", [bron])
            beheer.execute(f'CREATE DATABASE "{naam}" TEMPLATE "{bron}"')
        uit = subprocess.run(
            [sys.executable, "-W", "ignore", "-m", "tests.proeven.opzet", "60"],
            env=os.environ | {"DATABASE_URL": adres_van(naam), "DJANGO_SETTINGS_MODULE": "npvr.settings"},
            cwd=ROOT,
            capture_output=True,
            text=True,
        )
        assert uit.returncode == 0, uit.stderr
        yield naam, json.loads(uit.stdout)
        with _beheer() as beheer:
            _weg(beheer, naam)


@pytest.fixture
def proefdatabase(
    sjabloon: tuple[str, dict[str, list[list]]], django_db_blocker: object
) -> Iterator[Callable[[], str]]:
    """Makes databases to spoil: the DATABASE_URL of each."""
    gemaakt: list[str] = []

    def maak() -> str:
        naam = f"{sjabloon[0]}_{len(gemaakt)}"
        with _beheer() as beheer:
            _weg(beheer, naam)
            beheer.execute(f'CREATE DATABASE "{naam}" TEMPLATE "{sjabloon[0]}"')
        gemaakt.append(naam)
        return adres_van(naam)

    with django_db_blocker.unblock():  # type: ignore[attr-defined]
        yield maak
        with _beheer() as beheer:
            for naam in gemaakt:
                _weg(beheer, naam)


@pytest.fixture
def mensen(sjabloon: tuple[str, dict[str, list[list]]]) -> dict[str, list[list]]:
    """Role → [id, session key] of each."""
    return sjabloon[1]
