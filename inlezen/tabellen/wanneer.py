"""A moment as people write it, exact or vague, into the fields of a milestone. Pure."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final

from governance.models import Mijlpaal
from governance.tijdlijn import OngeldigeDatum, grenzen, sorteersleutel
from npvr.getallen import KWARTALEN, MAANDEN

ZIN: Final = "Schrijf een datum zoals 20 november 2026, 2026-11-20, Q2 2026, 2027 of “najaar 2027”."
LANGST: Final = 100

_MAAND: Final = {naam: n for n, voluit in enumerate(MAANDEN, 1) for naam in (voluit, voluit[:3], f"{voluit[:3]}.")} | {
    "mrt": 3,
    "mrt.": 3,
    "sept": 9,
    "sept.": 9,
}
_MAANDEN = "|".join(re.escape(m) for m in sorted(_MAAND, key=len, reverse=True))
_KWARTAAL: Final = {naam: n for n, voluit in enumerate(KWARTALEN, 1) for naam in (voluit, f"{n}e", f"{n}de", f"{n}ste")}
_KWARTALEN = "|".join(_KWARTAAL)
_DAGEN = "maandag|dinsdag|woensdag|donderdag|vrijdag|zaterdag|zondag|ma|di|wo|do|vr|za|zo"

_VORMEN: Final = (
    re.compile(r"(?P<j>\d{4})(?:-(?P<m>\d{1,2})(?:-(?P<d>\d{1,2}))?)?", re.ASCII),
    re.compile(r"(?P<d>\d{1,2})(?P<t>[-/.])(?P<m>\d{1,2})(?P=t)(?P<j>\d{4})", re.ASCII),
    re.compile(rf"(?:(?:{_DAGEN})\.?,? )?(?P<d>\d{{1,2}}) (?P<mnd>{_MAANDEN}) (?P<j>\d{{4}})", re.ASCII),
    re.compile(rf"(?P<mnd>{_MAANDEN}) (?P<j>\d{{4}})", re.ASCII),
    re.compile(r"(?P<j>\d{4})[- ]?[qk](?P<q>[1-4])|[qk](?P<q2>[1-4])[- ]?(?:van )?(?P<j2>\d{4})", re.ASCII),
    re.compile(rf"(?P<qw>{_KWARTALEN}) kwartaal (?:van )?(?P<j>\d{{4}})", re.ASCII),
)
_JAAR = re.compile(r"(?<!\d)(?:19|20|21)\d\d(?!\d)", re.ASCII)
_IN_JAAR: Final = (
    (r"eerste maanden", "02-15"),
    (r"na de zomer", "09-15"),
    (r"voor de zomer|vóór de zomer", "06-15"),
    (r"eerste helft", "03-01"),
    (r"tweede helft", "09-01"),
    (r"voorjaar|lente", "04-01"),
    (r"zomer", "07-15"),
    (r"najaar|herfst", "10-01"),
    (r"winter|eind|einde|laatste", "12-01"),
    (r"begin|start|vroeg", "01-15"),
    (r"medio|midden|halverwege|half", "06-15"),
)


@dataclass(frozen=True, slots=True)
class Wanneer:
    """`datum`, `precisie`, `aanduiding` and `sorteer` as a `Mijlpaal` has them."""

    datum: str
    precisie: str
    aanduiding: str = ""
    sorteer: str = ""


def lees_wanneer(woorden: str) -> Wanneer:
    """Raises OngeldigeDatum with a Dutch sentence."""
    woorden = " ".join(woorden.split())
    exact = _exact(woorden.casefold())
    if exact is not None:
        return Wanneer(exact, _precisie(exact), "", sorteersleutel(exact))
    if not woorden or len(woorden) > LANGST:
        raise OngeldigeDatum(ZIN)
    if len(jaren := set(_JAAR.findall(woorden))) != 1:
        raise OngeldigeDatum(ZIN)
    return _vaag(woorden, jaren.pop())


def lees_exact(woorden: str) -> str:
    """A date without vagueness: JJJJ, JJJJ-MM, JJJJ-MM-DD or JJJJ-Qn. Raises OngeldigeDatum."""
    exact = _exact(" ".join(woorden.split()).casefold())
    if exact is None:
        raise OngeldigeDatum("Schrijf een datum zoals 20 november 2026, 2026-11-20, Q2 2026 of 2027.")
    return exact


def _exact(woorden: str) -> str | None:
    for vorm in _VORMEN:
        if (gevonden := vorm.fullmatch(woorden)) is None:
            continue
        delen = gevonden.groupdict()
        jaar = delen.get("j") or delen.get("j2")
        if kwartaal := delen.get("q") or delen.get("q2") or _KWARTAAL.get(delen.get("qw") or ""):
            datum = f"{jaar}-Q{kwartaal}"
        else:
            maand = int(delen.get("m") or _MAAND.get(delen.get("mnd") or "") or 0)
            dag = int(delen.get("d") or 0)
            heeft_maand = bool(delen.get("m") or delen.get("mnd"))
            datum = (
                f"{jaar}-{maand:02}-{dag:02}" if delen.get("d") else f"{jaar}-{maand:02}" if heeft_maand else f"{jaar}"
            )
        try:
            grenzen(datum)
        except OngeldigeDatum:
            raise OngeldigeDatum("Deze datum bestaat niet.") from None
        return datum
    return None


def _precisie(datum: str) -> str:
    if "Q" in datum:
        return Mijlpaal.Precisie.KWARTAAL.value
    return (Mijlpaal.Precisie.JAAR, Mijlpaal.Precisie.MAAND, Mijlpaal.Precisie.DAG)[datum.count("-")].value


def _vaag(woorden: str, jaar: str) -> Wanneer:
    """Words with one year in them: "begin Q2 2026" is within a quarter, "najaar 2027" by approximation."""
    klein = woorden.casefold()
    begin, midden, eind = (re.search(rf"\b(?:{w})", klein) for w in ("begin|start", "medio|midden|half", "eind"))
    kern = re.search(rf"(?:[qk][1-4]|(?:{_KWARTALEN}) kwartaal|\b(?:{_MAANDEN}))(?: van)? {jaar}", klein)
    if kern is not None and (binnen := _exact(kern[0])) is not None:
        van, tot = grenzen(binnen)
        dag = tot.replace(day=15) if eind else van.replace(month=van.month + ("Q" in binnen), day=15) if midden else van
        if "Q" not in binnen and eind:
            dag = van.replace(day=25)
        return Wanneer(
            binnen, _precisie(binnen), woorden, f"{dag:%Y-%m-%d}" if begin or midden or eind else sorteersleutel(binnen)
        )
    plek = next((d for patroon, d in _IN_JAAR if re.search(rf"\b(?:{patroon})", klein)), "")
    if not plek and (maand := re.search(rf"(?:(\d{{1,2}}) )?\b({_MAANDEN})\b", klein)) is not None:
        plek = f"{_MAAND[maand[2]]:02}-{min(int(maand[1] or 1), 28):02}"
    return Wanneer(jaar, Mijlpaal.Precisie.VAAG.value, woorden, f"{jaar}-{plek or '06-15'}")
