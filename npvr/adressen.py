"""Addresses of pages that combine rooms, for lower rooms that link to them; a test holds them equal to the URL conf.

Pages of the plan's own text exist per version as well: `versie` is its code, empty for what one reads by default.
"""

from __future__ import annotations

from collections.abc import Callable
from urllib.parse import quote


def _stam(regio: str, versie: str) -> str:
    return f"/{regio}/documenten/{quote(versie)}/" if versie else f"/{regio}/"


def voorpagina(regio: str, *, versie: str = "") -> str:
    """Of a version: the page about it."""
    return _stam(regio, versie)


def opgaven(regio: str, *, versie: str = "") -> str:
    return f"{_stam(regio, versie)}opgaven/"


def matrix(regio: str, *, versie: str = "") -> str:
    return f"{_stam(regio, versie)}opgaven/matrix/"


def opgaven_download(regio: str, formaat: str, *, versie: str = "") -> str:
    return f"{_stam(regio, versie)}opgaven/download/{quote(formaat)}/"


def opgave(regio: str, nummer: int, *, versie: str = "") -> str:
    return f"{_stam(regio, versie)}opgaven/{nummer}/"


def plan(regio: str, *, versie: str = "") -> str:
    return f"{_stam(regio, versie)}plan/"


def hoofdstuk(regio: str, nummer: int, *, versie: str = "") -> str:
    return f"{_stam(regio, versie)}plan/{nummer}/"


def fiche_pdf(regio: str, nummer: int, *, versie: str = "") -> str:
    return f"{_stam(regio, versie)}opgaven/{nummer}/pdf/"


def fiche_word(regio: str, nummer: int, *, versie: str = "") -> str:
    return f"{_stam(regio, versie)}opgaven/{nummer}/word/"


def fiche_odt(regio: str, nummer: int, *, versie: str = "") -> str:
    return f"{_stam(regio, versie)}opgaven/{nummer}/odt/"


def plan_pdf(regio: str, *, versie: str = "") -> str:
    return f"{_stam(regio, versie)}plan/pdf/"


def plan_word(regio: str, *, versie: str = "") -> str:
    return f"{_stam(regio, versie)}plan/word/"


def plan_odt(regio: str, *, versie: str = "") -> str:
    return f"{_stam(regio, versie)}plan/odt/"


def plan_json(regio: str, *, versie: str = "") -> str:
    return f"{_stam(regio, versie)}plan/json/"


def beeld(regio: str, sha256: str) -> str:
    """A picture of a figure."""
    return f"/{regio}/beeld/{sha256}/"


LEESPAGINAS: dict[str, Callable[..., str]] = {
    f.__name__: f
    for f in (
        voorpagina,
        opgaven,
        matrix,
        opgaven_download,
        opgave,
        plan,
        hoofdstuk,
        fiche_pdf,
        fiche_word,
        fiche_odt,
        plan_pdf,
        plan_word,
        plan_odt,
        plan_json,
    )
}
"""Pages that exist per version, by the name of their address."""


def gremium(regio: str, code: str) -> str:
    return f"/{regio}/governance/{quote(code)}/"


def ministerie(regio: str, code: str) -> str:
    return f"/{regio}/ministeries/{quote(code)}/"


def traject(regio: str, code: str) -> str:
    return f"/{regio}/trajecten/{quote(code)}/"


def documenten(regio: str) -> str:
    return f"/{regio}/documenten/"


def afdrukken(regio: str) -> str:
    return f"/{regio}/afdrukken/"


def plancontrole(regio: str) -> str:
    return f"/{regio}/plancontrole/"


def kanttekeningen(regio: str) -> str:
    return f"/{regio}/kanttekeningen/"


def reacties_word(regio: str) -> str:
    return f"/{regio}/reacties/word/"


def kanttekeningen_invoeren(regio: str) -> str:
    return f"/{regio}/kanttekeningen/invoeren/"


def reactie(regio: str, pk: int) -> str:
    return f"/{regio}/reacties/{pk}/"


def besluit(regio: str, pk: int) -> str:
    return f"/{regio}/governance/besluiten/{pk}/"


def reactienota(regio: str) -> str:
    return f"/{regio}/reactienota/"


def aanleiding(regio: str, soort: str, code: str) -> str:
    """The page of what a change was made for, which asks again who may read it; empty where there is none."""
    if soort == "genomen" and code.isascii() and code.isdecimal():
        return besluit(regio, int(code))
    return reactie(regio, int(code)) if soort == "reactie" and code.isascii() and code.isdecimal() else ""


BLADZIJDEN = {"gremium": gremium, "ministerie": ministerie, "traject": traject}
"""Kinds of links beside an item that have a page of their own; an organisation has none."""
