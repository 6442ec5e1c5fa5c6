"""Doors of the portal beside the editor, for the proofs: what a page of each says, and what stands behind it."""

from __future__ import annotations

import threading
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

import psycopg
from lxml import html as lx

from .gereedschap import Antwoord, Klant


def velden_van(html: str, adres: str) -> dict[str, list[str]]:
    """All fields of the form of this page that posts to `adres`, as a browser without scripts would send them."""
    pad = adres.partition("?")[0]
    forms = [f for f in lx.fromstring(html).iter("form") if (f.get("method") or "").lower() == "post"]
    form = next((f for f in forms if (f.get("action") or "").partition("?")[0] == pad), None)
    if form is None:
        form = next(f for f in forms if not f.get("action") and "Log uit" not in f.text_content())
    uit: dict[str, list[str]] = {}
    for naam, waarde in form.form_values():
        if naam != "csrfmiddlewaretoken":
            uit.setdefault(naam, []).append(waarde)
    return uit


@dataclass(frozen=True)
class Deur:
    """One way to write: the page with its form, the field in which people differ, and the query that tells what stands.

    `zegt` says whether a refusal shows both texts; a day or a choice is not given back as text.
    """

    naam: str
    pagina: str
    veld: str
    waarde: Callable[[int], Any]
    staat: str
    adres: str = ""
    vast: Mapping[str, Any] = None  # type: ignore[assignment]
    zegt: bool = True

    @property
    def naar(self) -> str:
        return self.adres or self.pagina.partition("?")[0]

    def lees(self, klant: Klant) -> dict[str, list[str]]:
        antwoord = klant.get(self.pagina, htmx=False)
        assert antwoord.status == 200, (self.naam, antwoord.status, antwoord.tekst[:300])
        return velden_van(antwoord.tekst, self.naar)

    def schrijf(self, klant: Klant, gezien: Mapping[str, Any], waarde: Any) -> Antwoord:
        data = {**gezien, **(self.vast or {}), self.veld: waarde}
        return klant.post(self.naar, data, htmx=False)

    def stand(self, db: psycopg.Connection) -> Any:
        rij = db.execute(self.staat).fetchone()
        return rij[0] if rij else None


def tegelijk(daden: list[Callable[[], Antwoord]]) -> list[Antwoord]:
    """All at once; in the order in which they were given."""
    wacht = threading.Barrier(len(daden))
    uit: list[Antwoord | None] = [None] * len(daden)

    def doe(n: int) -> None:
        wacht.wait(60)
        uit[n] = daden[n]()

    draden = [threading.Thread(target=doe, args=(n,)) for n in range(len(daden))]
    for draad in draden:
        draad.start()
    for draad in draden:
        draad.join(120)
    assert all(antwoord is not None for antwoord in uit)
    return [antwoord for antwoord in uit if antwoord is not None]
