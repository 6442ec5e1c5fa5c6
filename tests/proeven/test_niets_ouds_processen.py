"""Nothing old is ever shown, by whichever process: what one process wrote, another shows at its next answer.

A real portal with two workers. One of them is stopped while the other is asked, so that it is certain who answers. The
control is a portal in which each process forgets only after its own writes.
"""

from __future__ import annotations

import os
import re
import signal
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager

import psycopg
import pytest

from .gereedschap import Klant, Portaal, velden

pytestmark = pytest.mark.django_db
PADEN = ("/twente/opgaven/3/", "/twente/opgaven/14/", "/twente/opgaven/", "/twente/plan/2/", "/twente/plancontrole/")
NIEUW = re.compile(r'(csrfmiddlewaretoken" value|x-csrftoken":|name="kenmerk" value=)[^>]*|nonce="[^"]*"')


def twee(portaal: Portaal) -> list[int]:
    """Both workers; the first may answer before the second is there."""
    for _ in range(600):
        if len(portaal.werkers()) == 2:
            break
        time.sleep(0.05)
    return portaal.werkers()


@contextmanager
def alleen(portaal: Portaal, werker: int) -> Iterator[None]:
    """Only this worker answers."""
    anderen = [pid for pid in portaal.werkers() if pid != werker]
    for pid in anderen:
        os.kill(pid, signal.SIGSTOP)
    try:
        yield
    finally:
        for pid in anderen:
            os.kill(pid, signal.SIGCONT)


def lees(portaal: Portaal, werker: int, klant: Klant) -> dict[str, str]:
    with alleen(portaal, werker):
        paginas = {pad: klant.get(pad, htmx=False) for pad in PADEN}
    assert {antwoord.status for antwoord in paginas.values()} == {200}
    return {pad: NIEUW.sub("", antwoord.tekst) for pad, antwoord in paginas.items()}


def bewaar(portaal: Portaal, werker: int, klant: Klant, woorden: str) -> None:
    adres = "/twente/opgaven/3/situatie/bewerken/"
    with alleen(portaal, werker):
        data = velden(klant.get(adres).tekst) | {"slot": [f"<p>{woorden}</p>"]}
        assert klant.post(adres, data).goed


def test_what_one_process_wrote_another_shows(proefdatabase: Callable[[], str], mensen: dict[str, list[list]]) -> None:
    database = proefdatabase()
    with Portaal(database) as portaal, psycopg.connect(database) as db:
        een, ander = twee(portaal)
        klant = Klant(portaal.poort, mensen["redacteur"][0][1])
        eerst = lees(portaal, een, klant)
        assert lees(portaal, ander, klant) == eerst

        bewaar(portaal, een, klant, "Geschreven door de ene.")
        nu = lees(portaal, ander, klant)
        assert "Geschreven door de ene." in nu[PADEN[0]] and nu != eerst
        assert lees(portaal, een, klant) == nu

        bewaar(portaal, ander, klant, "Geschreven door de andere.")
        assert "Geschreven door de andere." in lees(portaal, een, klant)[PADEN[0]]
        nu = lees(portaal, ander, klant)

        # what is not settled is shown by nobody, and what did not go through leaves nothing behind
        db.execute("UPDATE opgaven_opgave SET titel = 'Rauw' WHERE nummer = 14")
        db.execute("UPDATE opgaven_sectie SET slot = '<p>Rauw.</p>', versie = versie + 1")
        assert lees(portaal, een, klant) == nu
        db.rollback()
        assert lees(portaal, een, klant) == nu == lees(portaal, ander, klant)

        db.execute("UPDATE opgaven_opgave SET titel = 'Door een ander programma' WHERE nummer = 14")
        db.commit()
        for werker in (een, ander):
            assert all("Door een ander programma" in lees(portaal, werker, klant)[pad] for pad in PADEN[1:3])


def test_control_a_process_that_forgets_only_after_its_own_writes_is_seen(
    proefdatabase: Callable[[], str], mensen: dict[str, list[list]]
) -> None:
    with Portaal(proefdatabase(), wsgi="tests.proeven.zonder_stand") as portaal:
        een, ander = twee(portaal)
        klant = Klant(portaal.poort, mensen["redacteur"][0][1])
        lees(portaal, ander, klant)
        bewaar(portaal, een, klant, "Geschreven door de ene.")
        assert "Geschreven door de ene." in lees(portaal, een, klant)[PADEN[0]]
        assert "Geschreven door de ene." not in lees(portaal, ander, klant)[PADEN[0]]
