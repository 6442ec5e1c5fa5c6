"""The real worker on the real queue: to a file, stopped, killed, out of time and out of memory."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from typing import Any
from urllib.parse import urlsplit

import pytest
from django.conf import settings
from django.db import connection

from accounts.models import User
from governance.models import Regio, Rol
from npvr.taken import zet_in_de_rij
from opdrachten import soorten
from opdrachten.actions import annuleer, vraag_aan
from opdrachten.models import Opbrengst, Opdracht
from tests.opdrachten.proefsoorten import proefsoorten

pytestmark = pytest.mark.django_db(transaction=True)

STIL = 2
Start = Callable[..., "subprocess.Popen[bytes]"]


@pytest.fixture(autouse=True)
def met_proefsoorten() -> Iterator[None]:
    with soorten.OPDRACHTSOORTEN.even(*proefsoorten()):
        yield


@pytest.fixture
def iemand() -> User:
    regio, _ = Regio.objects.get_or_create(code="twente", defaults={"naam": "Twente"})
    user = User.objects.create_user("werker@voorbeeld.test", "Lezer", "een-lang-wachtwoord")
    Rol.objects.create(user=user, regio=regio, soort=Rol.Soort.LEZER)
    return user


@pytest.fixture
def vraag(iemand: User) -> Callable[..., Opdracht]:
    def doe(soort: str, **gegevens: Any) -> Opdracht:
        regio = Regio.objects.get(code="twente")
        return vraag_aan(regio=regio, soort=soort, gegevens=gegevens, titel=soort, door=iemand)

    return doe


@pytest.fixture
def start(tmp_path: Any) -> Iterator[Start]:
    """`start()` is a worker of its own process; all of them are gone afterwards."""
    lopend = []
    adres = urlsplit(os.environ["DATABASE_URL"])._replace(path=f"/{connection.settings_dict['NAME']}").geturl()

    def doe(**instellingen: object) -> subprocess.Popen[bytes]:
        omgeving = os.environ | {
            "DATABASE_URL": adres,
            "DJANGO_SETTINGS_MODULE": "tests.opdrachten.proefsoorten",
            "NPVR_TEST": "1",
            "NPVR_VAR": str(tmp_path),
            "NPVR_WERKER_STIL": str(STIL),
            "NPVR_WERKER_UITLOOP": "0.5",
            **{naam: str(waarde) for naam, waarde in instellingen.items()},
        }
        proces = subprocess.Popen([sys.executable, "manage.py", "werker"], env=omgeving, cwd=settings.BASE_DIR)
        lopend.append(proces)
        return proces

    yield doe
    for proces in lopend:
        if proces.poll() is None:
            proces.terminate()
    for proces in lopend:
        proces.wait(20)


def wacht(
    opdracht: Opdracht, tot: Callable[[Opdracht], bool], steeds: Callable[[], object] = lambda: None
) -> list[tuple[int, int]]:
    """Look until `tot` holds; returns the progress that was seen."""
    gezien: list[tuple[int, int]] = []
    einde = time.monotonic() + 40
    while time.monotonic() < einde:
        opdracht.refresh_from_db()
        if not gezien or gezien[-1] != (opdracht.gedaan, opdracht.totaal):
            gezien.append((opdracht.gedaan, opdracht.totaal))
        if tot(opdracht):
            return gezien
        steeds()
        time.sleep(0.1)
    raise AssertionError(f"nog steeds {opdracht.stand}: {opdracht.bezig_met} {opdracht.fout}")


def proces_van(opdracht: Opdracht) -> int:
    return int(opdracht.bezig_met.rpartition(" ")[2])


def is_weg(pid: int) -> bool:
    einde = time.monotonic() + 5
    while time.monotonic() < einde:
        try:
            with open(f"/proc/{pid}/stat") as bestand:
                if bestand.read().rpartition(")")[2].split()[0] == "Z":
                    return True
        except OSError:
            return True
        time.sleep(0.05)
    return False


def test_job_runs_to_a_file_with_true_progress(vraag: Callable[..., Opdracht], start: Start) -> None:
    opdracht = vraag("stappen", aantal=6)
    start()
    gezien = wacht(opdracht, lambda o: not o.loopt)
    assert (opdracht.stand, opdracht.poging) == ("klaar", 1)
    assert gezien == sorted(gezien), "it never goes back"
    assert len(gezien) >= 5
    assert {totaal for _, totaal in gezien} <= {0, 6}
    assert bytes(Opbrengst.objects.get().inhoud) == b"poging 1"


def test_running_job_stops_when_asked(vraag: Callable[..., Opdracht], start: Start, iemand: User) -> None:
    """Also one that is in the middle of something and tells nothing."""
    start()
    pratend, stil = vraag("stappen", aantal=1000), vraag("blijft")
    wacht(pratend, lambda o: o.gedaan > 0)
    wacht(stil, lambda o: o.bezig_met != "")
    pids = [proces_van(pratend), proces_van(stil)]
    for opdracht in (pratend, stil):
        annuleer(opdracht=opdracht, door=iemand)
    begin = time.monotonic()
    for opdracht in (pratend, stil):
        wacht(opdracht, lambda o: o.stand == "geannuleerd")
    assert time.monotonic() - begin < 10
    assert all(is_weg(pid) for pid in pids)
    assert not Opbrengst.objects.exists()


def test_job_of_a_killed_worker_is_finished_once_by_another(vraag: Callable[..., Opdracht], start: Start) -> None:
    opdracht = vraag("stappen", aantal=8)
    eerste = start()
    wacht(opdracht, lambda o: o.gedaan > 1)
    pid = proces_van(opdracht)
    eerste.kill()
    assert is_weg(pid), "what the worker started ends with it"
    opdracht.refresh_from_db()
    assert opdracht.stand == "bezig"
    start()
    laatst = time.monotonic()

    def vraag_oprapen() -> None:  # what the clock does every half minute
        nonlocal laatst
        if time.monotonic() - laatst > 1:
            laatst = time.monotonic()
            zet_in_de_rij("npvr.raap_op")

    wacht(opdracht, lambda o: not o.loopt, vraag_oprapen)
    assert (opdracht.stand, opdracht.poging) == ("klaar", 2)
    assert bytes(Opbrengst.objects.get().inhoud) == b"poging 2"


def test_worker_that_has_to_stop_hands_its_job_back(vraag: Callable[..., Opdracht], start: Start) -> None:
    opdracht = vraag("stappen", aantal=8, pauze=0.3)
    eerste = start()
    wacht(opdracht, lambda o: o.gedaan > 0)
    pid = proces_van(opdracht)
    eerste.send_signal(signal.SIGTERM)
    assert eerste.wait(10) == 0
    assert is_weg(pid)
    opdracht.refresh_from_db()
    assert (opdracht.stand, opdracht.poging, opdracht.gedaan) == ("wacht", 0, 0)
    start()
    wacht(opdracht, lambda o: not o.loopt)
    assert (opdracht.stand, opdracht.poging) == ("klaar", 1)


def test_job_that_asks_too_much_ends_in_a_sentence(vraag: Callable[..., Opdracht], start: Start) -> None:
    """Time, memory, and a process that dies each time; the worker itself goes on."""
    werker = start(NPVR_OPDRACHT_SECONDEN=8, NPVR_WERKER_TEGELIJK=3, NPVR_OPDRACHT_MB=1024)
    lang, groot, dood = vraag("blijft"), vraag("geheugen"), vraag("sterft")
    for opdracht in (lang, groot, dood):
        wacht(opdracht, lambda o: not o.loopt)
    assert {o.stand for o in (lang, groot, dood)} == {"mislukt"}
    assert "duurde langer" in lang.fout
    assert "te veel geheugen" in groot.fout
    assert (dood.fout[:31], dood.poging) == ("Het maken is 3 keer afgebroken ", 3)
    assert not Opbrengst.objects.exists()
    goed = vraag("stappen", aantal=1, pauze=0)
    wacht(goed, lambda o: o.stand == "klaar")
    assert werker.poll() is None
