"""A moment as people write it, exact or vague, into the fields of a milestone. Pure."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from typing import Final

from governance.models import Mijlpaal
from governance.tijdlijn import OngeldigeDatum, grenzen, sorteersleutel
from npvr.getallen import KWARTALEN, MAANDEN, datum

ZIN: Final = "Schrijf een datum zoals 20 november 2026, 2026-11-20, Q2 2026, 2027 of “najaar 2027”."
TWEE_CIJFERS: Final = "Schrijf het jaar met vier cijfers, zoals 20 november 2026."
ZONDER_TIJD: Final = "Schrijf hier alleen de dag, zonder tijd."
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
    re.compile(rf"(?P<d>\d{{1,2}})[ -](?P<mnd>{_MAANDEN})[ -](?P<j>\d{{4}})", re.ASCII),
    re.compile(rf"(?P<mnd>{_MAANDEN})[ -](?P<j>\d{{4}})|(?P<m>\d{{1,2}})[-/](?P<j2>\d{{4}})", re.ASCII),
    re.compile(r"(?P<j>\d{4})[- ]?[qk](?P<q>[1-4])|[qk](?P<q2>[1-4])[- ]?(?:van )?(?P<j2>\d{4})", re.ASCII),
    re.compile(rf"(?P<qw>{_KWARTALEN}) kwartaal (?:van )?(?P<j>\d{{4}})", re.ASCII),
)
_WEEKDAG = re.compile(rf"(?:{_DAGEN})\.?,? ")
_TIJD = re.compile(
    r"(?:,? (?:om )?|t)(?:[01]?\d|2[0-3])[:.][0-5]\d(?:[:.][0-5]\d(?:\.\d+)?)?(?: ?uur)?"
    r"(?: ?(?:-|tot) ?(?:[01]?\d|2[0-3])[:.][0-5]\d)?(?: ?uur)?|,? (?:om )?(?:[01]?\d|2[0-3]) ?uur",
    re.ASCII,
)
"""A time of the day, behind a day."""
_NACHT = re.compile(r"[ t]00?[:.]00(?:[:.]00(?:\.0+)?)?$")
_STREEPJE = str.maketrans("\u2010\u2011\u2012\u2013\u2014\u2212", "------")
_KORT_JAAR = re.compile(rf"(?:\d{{1,2}}[-/. ])?(?:\d{{1,2}}|{_MAANDEN})[-/. ]['’]?\d\d", re.ASCII)
_WEEK = re.compile(r"\bweek (\d{1,2})\b", re.ASCII)
_JAAR = re.compile(r"(?<!\d)(?:19|20|21)\d\d(?!\d)", re.ASCII)
_IN_JAAR: Final = (
    (r"eerste maanden", "02-15"),
    (r"na de zomer", "09-15"),
    (r"voor de zomer|vóór de zomer", "06-15"),
    (r"eerste helft|1e helft", "03-01"),
    (r"tweede helft|2e helft", "09-01"),
    (r"voorjaar|lente", "04-01"),
    (r"zomer", "07-15"),
    (r"najaar|herfst", "10-01"),
    (r"winter|eind|einde|laatste", "12-01"),
    (r"begin|start|vroeg", "01-15"),
    (r"medio|midden|halverwege|half", "06-15"),
)


@dataclass(frozen=True, slots=True)
class Mijlpaaldatum:
    """`datum`, `precisie`, `aanduiding` and `sorteer` as a `Mijlpaal` has them."""

    datum: str
    precisie: str
    aanduiding: str = ""
    sorteer: str = ""


def lees_wanneer(woorden: str) -> Mijlpaaldatum:
    """Raises OngeldigeDatum with a Dutch sentence. A day with a time behind it is that day; the words are kept."""
    woorden = " ".join(woorden.split())
    exact = _exact(_gewoon(woorden))
    if exact is not None:
        return Mijlpaaldatum(exact, _precisie(exact), "", sorteersleutel(exact))
    if (dag := _dag_met_tijd(_gewoon(woorden))) is not None:
        nacht = _NACHT.search(woorden.casefold()) or len(woorden) > LANGST
        return Mijlpaaldatum(dag, _precisie(dag), "" if nacht else _met_tijd(woorden, dag), sorteersleutel(dag))
    if _KORT_JAAR.fullmatch(_gewoon(woorden)):
        raise OngeldigeDatum(TWEE_CIJFERS)
    if (met := re.fullmatch(r"(.+?) ?\(.*\)", woorden)) is not None and len(woorden) <= LANGST:  # a remark behind a day
        dag = _exact(_gewoon(met[1]))
        if dag is not None and dag.count("-") == 2:
            return Mijlpaaldatum(dag, _precisie(dag), woorden, sorteersleutel(dag))
    if not woorden or len(woorden) > LANGST:
        raise OngeldigeDatum(ZIN)
    if len(jaren := set(_JAAR.findall(woorden))) != 1:
        raise OngeldigeDatum(ZIN)
    return _vaag(woorden, jaren.pop())


def lees_exact(woorden: str) -> str:
    """A date without vagueness: JJJJ, JJJJ-MM, JJJJ-MM-DD or JJJJ-Qn. Raises OngeldigeDatum."""
    kort = _gewoon(" ".join(woorden.split()))
    exact = _exact(kort)
    if exact is None and (dag := _dag_met_tijd(kort)) is not None:
        if not _NACHT.search(kort):
            raise OngeldigeDatum(ZONDER_TIJD)
        return dag
    if exact is None and _KORT_JAAR.fullmatch(kort):
        raise OngeldigeDatum(TWEE_CIJFERS)
    if exact is None:
        raise OngeldigeDatum("Schrijf een datum zoals 20 november 2026, 2026-11-20, Q2 2026 of 2027.")
    return exact


def _met_tijd(woorden: str, dag: str) -> str:
    """The words; of what a machine wrote ("2026-11-20T14:00:00") as people write it."""
    gevonden = re.fullmatch(r"\d{4}-\d\d-\d\d[T ](\d\d:\d\d)(?::\d\d(?:\.\d+)?)?", woorden)
    return f"{datum(grenzen(dag)[0])}, {gevonden[1]} uur" if gevonden else woorden


def _gewoon(woorden: str) -> str:
    """Small letters, plain hyphens, and no weekday in front."""
    klein = re.sub(r"(?<=\w) ?([-/]) ?(?=\w)", r"\1", woorden.casefold().translate(_STREEPJE))
    return _WEEKDAG.sub("", klein, count=1) if _WEEKDAG.match(klein) else klein


def _dag_met_tijd(woorden: str) -> str | None:
    for plek in re.finditer(r"[, t]", woorden):
        if _TIJD.fullmatch(woorden, plek.start()) and (dag := _exact(woorden[: plek.start()])) is not None:
            return dag if dag.count("-") == 2 else None
    return None


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


def _vaag(woorden: str, jaar: str) -> Mijlpaaldatum:
    """Words with one year in them: "begin Q2 2026" is within a quarter, "najaar 2027" by approximation."""
    klein = woorden.casefold().translate(_STREEPJE)
    begin, midden, eind = (re.search(rf"\b(?:{w})", klein) for w in ("begin|start", "medio|midden|half", "eind"))
    kern = re.search(rf"(?:[qk][1-4]|(?:{_KWARTALEN}) kwartaal|\b(?:{_MAANDEN}))(?: van)? {jaar}", klein)
    maanden = {_MAAND[m] for m in re.findall(rf"\b({_MAANDEN})(?!\w)", klein)}
    if len(maanden) < 2 and kern is not None and (binnen := _exact(kern[0])) is not None:
        van, tot = grenzen(binnen)
        dag = tot.replace(day=15) if eind else van.replace(month=van.month + ("Q" in binnen), day=15) if midden else van
        if "Q" not in binnen and eind:
            dag = van.replace(day=25)
        return Mijlpaaldatum(
            binnen, _precisie(binnen), woorden, f"{dag:%Y-%m-%d}" if begin or midden or eind else sorteersleutel(binnen)
        )
    plek = next((d for patroon, d in _IN_JAAR if re.search(rf"\b(?:{patroon})", klein)), "")
    if not plek and (maand := re.search(rf"(?:(\d{{1,2}}) )?\b({_MAANDEN})\b", klein)) is not None:
        plek = f"{_MAAND[maand[2]]:02}-{min(int(maand[1] or 1), 28):02}"
    if not plek and (week := _WEEK.search(klein)) is not None:
        try:
            plek = f"{max(date.fromisocalendar(int(jaar), int(week[1]), 1), date(int(jaar), 1, 1)):%m-%d}"
        except ValueError:
            raise OngeldigeDatum("Deze week bestaat niet.") from None
    if not plek and re.search(r"\d", klein.replace(jaar, "", 1)):
        raise OngeldigeDatum(ZIN)  # digits that say nothing here may be a day that was mistyped
    return Mijlpaaldatum(jaar, Mijlpaal.Precisie.VAAG.value, woorden, f"{jaar}-{plek or '06-15'}")
