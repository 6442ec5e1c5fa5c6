"""Reading a table in, carrying out the rows that were chosen, and undoing that as one."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Collection, Iterable
from dataclasses import asdict
from datetime import timedelta
from hashlib import sha256
from typing import Any, cast
from uuid import NAMESPACE_OID, uuid5

import pghistory
from django.db import IntegrityError, models, transaction
from django.utils import timezone

from accounts.models import User
from governance.models import Ministerie, Regio
from npvr.eenmaal import slot_op
from npvr.gezien import AndersDanGezien
from npvr.tabel import Tabelfout, lees_tabel
from opgaven.actions.secties import FicheIsAkkoord, Regioregisters, Sectieconflict, bewaar_sectie
from opgaven.bouw import bouw, bouw_opnieuw
from opgaven.models import Opgave, Plan, Sectie
from opgaven.permissions import Rechten
from plandocument import boom
from plandocument.boom import Plandocument

from ..models import Tabelinvoer
from .metingen import Waardentabel
from .permissions import eis_soort
from .punten import Punten, nieuwe_secties
from .registers import Registerdaad, Registertabel, Waarden, in_gebruik
from .soort import Tabelsoort
from .soorten import tabelsoort
from .voorstel import Tabelregel, Tabelvoorstel, als_rijen, kies_kolommen, namen_van, rijen, vreemde_kolommen

BLIJFT_LIGGEN = timedelta(days=7)
"""How long a table that nobody carried out is kept."""


class AlToegepast(Exception):
    """The table was carried out already, as after a request that was sent twice."""


class NietsGekozen(Exception):
    """No row was chosen, or none of them does anything."""


class TabelVeranderd(AndersDanGezien):
    """What stands is no longer what was on screen; nothing was written. `waar` names places, as people read them."""

    def __init__(self, waar: Iterable[str] = ()) -> None:
        super().__init__()
        self.waar = list(waar)


def bron_van(
    soort: str,
    regio: Regio,
    document: Plandocument,
    *,
    mag: Callable[[str], bool],
    dicht: Collection[str] = (),
    slot: bool = False,
) -> Tabelsoort:
    """What a table of this kind is laid beside. Raises OnbekendeTabelsoort."""
    return tabelsoort(soort).van(regio, document, mag=mag, dicht=dicht, slot=slot)


def dichte_opgaven(plan: Plan) -> frozenset[str]:
    """Keys of the opgaven whose fiche is closed. One query."""
    return frozenset(plan.opgaven.filter(status=Opgave.Status.AKKOORD).values_list("sleutel", flat=True))


def voorstel_van(invoer: Tabelinvoer, bron: Tabelsoort) -> Tabelvoorstel:
    """What the table would do to what stands. Writes nothing."""
    kop = tuple(invoer.kop)
    voorstel = bron.voorstel(rijen(kop, invoer.rijen, bron.kolommen))
    return Tabelvoorstel(voorstel.regels, (*invoer.let_op, *vreemde_kolommen(kop, bron.kolommen)))


def lees_in(*, regio: Regio, soort: str, naam: str, inhoud: bytes, door: User | None) -> Tabelinvoer:
    """Keep the rows of a file, to be looked at. Raises Tabelfout. Tables that lay too long are thrown away."""
    kolommen = tabelsoort(soort).kolommen
    tabel = lees_tabel(inhoud, namen_van(kolommen))
    kies_kolommen(tabel.kop, kolommen)
    if not tabel.rijen:
        raise Tabelfout("Onder de kolomnamen staan geen rijen.")
    feiten: dict[str, Any] = {
        "regio": regio,
        "soort": soort,
        "bestand": naam[:200],
        "gelezen": tabel.gelezen,
        "kop": [kolom[:200] for kolom in tabel.kop],
        "rijen": als_rijen(tabel),
        "let_op": list(tabel.let_op),
        "door": door,
    }
    if door is not None:
        eis_soort(Rechten.van(door, regio), soort)
    with transaction.atomic():
        slot_op(uuid5(NAMESPACE_OID, f"{regio.pk} {door.pk if door else 0} {soort} {sha256(inhoud).hexdigest()}"))
        oud = timezone.now() - BLIJFT_LIGGEN
        Tabelinvoer.objects.filter(regio=regio, toegepast_op=None, op__lt=oud).delete()
        er_al = Tabelinvoer.objects.filter(**feiten, toegepast_op=None).order_by("-pk").first()  # a form sent twice
        return er_al or Tabelinvoer.objects.create(**feiten)


def pas_toe(
    *,
    invoer: Tabelinvoer,
    plan: Plan,
    mag: Callable[[str], bool],
    afdruk: str,
    gekozen: Collection[str] | None,
    door: User | None,
    waarom: str = "",
    aanleiding: dict[str, str] | None = None,
) -> Tabelinvoer:
    """Carry out all rows without doubt, or those `gekozen` (by their `afdruk`), in one transaction. Returns the row as
    it stands.

    `afdruk` is of the proposal that was on screen. Raises AlToegepast, NietsGekozen, or TabelVeranderd; then nothing
    was written. Registers: some ten queries whatever the number of rows; the plan: eleven, and six per section.
    """
    spoor: dict[str, Any] = {"user": door.pk if door else None, "bron": "inlezen", "waarom": waarom}
    if aanleiding:
        spoor["aanleiding"] = aanleiding
    try:
        with pghistory.context(**spoor), transaction.atomic():
            invoer = Tabelinvoer.objects.select_for_update(of=("self",)).get(pk=invoer.pk)
            if door is not None:
                eis_soort(Rechten.van(door, plan.regio), invoer.soort)
            if invoer.toegepast_op is not None:
                raise AlToegepast
            soort = tabelsoort(invoer.soort)
            sloten = _sloten(plan, soort) if issubclass(soort, Punten) else {}
            document = bouw_opnieuw(plan) if soort.in_plan else bouw(plan)
            dicht = dichte_opgaven(plan) if soort.in_plan else ()
            bron = soort.van(invoer.regio, document, mag=mag, dicht=dicht, slot=True)
            voorstel = voorstel_van(invoer, bron)
            daden = _kies(voorstel, afdruk, gekozen)
            if isinstance(bron, Punten):
                invoer.voor = _schrijf_secties(plan, bron, voorstel, daden, sloten, door, waarom, aanleiding)
            elif isinstance(bron, Registertabel):
                invoer.voor = _schrijf_register(bron, [cast(Registerdaad, regel.data) for regel in daden])
            elif isinstance(bron, Waardentabel):
                invoer.voor = bron.schrijf(daden, door)
            invoer.aantallen = dict(Counter(regel.soort for regel in daden))
            invoer.toegepast_op, invoer.toegepast_door, invoer.waarom = timezone.now(), door, waarom
            invoer.save(update_fields=["voor", "aantallen", "toegepast_op", "toegepast_door", "waarom"])
            return invoer
    except TabelVeranderd:
        raise
    except (Sectieconflict, FicheIsAkkoord, AndersDanGezien, IntegrityError) as fout:
        raise TabelVeranderd from fout


def _kies(voorstel: Tabelvoorstel, afdruk: str, gekozen: Collection[str] | None) -> list[Tabelregel]:
    if gekozen is None:
        if voorstel.afdruk != afdruk:
            raise TabelVeranderd
        daden = list(voorstel.zeker)
    else:
        daden = [regel for regel in voorstel.daden if regel.afdruk in gekozen]
        if len(daden) < len(set(gekozen)):
            raise TabelVeranderd
    if not daden:
        raise NietsGekozen
    return daden


# ---- knelpunten and interventies ----


def _sloten(plan: Plan, soort: type[Punten]) -> dict[str, Sectie]:
    """The sections that may be written, held: key → row. In the order in which loading a plan holds them."""
    secties = Sectie.objects.filter(plan=plan, soort__itemsoort=soort.itemsoort.code).select_related("soort", "opgave")
    rijen = list(secties.order_by("pk").select_for_update(of=("self",)))
    for rij in rijen:
        rij.plan = plan
    return {rij.sleutel: rij for rij in rijen}


def _schrijf_secties(
    plan: Plan,
    bron: Punten,
    voorstel: Tabelvoorstel,
    daden: list[Tabelregel],
    sloten: dict[str, Sectie],
    door: User | None,
    waarom: str,
    aanleiding: dict[str, str] | None,
) -> list[dict[str, Any]]:
    wil = {regel.nummer for regel in daden}
    nieuw = nieuwe_secties(bron, voorstel.regels, lambda regel: regel.nummer in wil)
    was = {s.sleutel: s for _, s in bron.document.alle_secties()}
    registers = Regioregisters(plan.regio_id)
    uit = []
    for sleutel, inhoud in nieuw.items():
        rij = sloten[sleutel]
        assert rij.opgave is not None and rij.soort is not None
        na = bewaar_sectie(
            sectie=rij,
            vanaf_versie=rij.versie,
            inhoud=inhoud,
            door=door,
            waarom=waarom,
            aanleiding=aanleiding,
            registers=registers,
        )
        uit.append(
            {
                "sectie": sleutel,
                "opgave": rij.opgave.sleutel,
                "plek": f"{rij.opgave.nummer}.{rij.soort.letter}",
                "versie": na.versie,
                "voor": asdict(was[sleutel]),
            }
        )
    return uit


def _sectie_uit(data: dict[str, Any]) -> boom.Sectie:
    items = tuple(
        boom.Item(**(item | {"koppelingen": tuple(boom.Koppeling(**k) for k in item["koppelingen"])}))
        for item in data["items"]
    )
    return boom.Sectie(**(data | {"items": items}))


# ---- registers ----


def _schrijf_register(bron: Registertabel, daden: list[Registerdaad]) -> list[dict[str, Any]]:
    """Write rows in bulk; returns what is needed to put them back."""
    nieuw = [daad.na for daad in daden if daad.voor is None and daad.na is not None]
    anders = [daad.na for daad in daden if daad.voor is not None and daad.na is not None]
    weg = [daad.pk for daad in daden if daad.na is None and daad.pk is not None]
    pks = {w["code"]: pk for w, pk in zip(nieuw, _maak(bron, nieuw), strict=True)}
    _wijzig(bron, anders)
    _haal_weg(bron, weg)
    return [
        {"pk": daad.pk or pks[daad.na["code"]] if daad.na else daad.pk, "voor": daad.voor, "na": daad.na}
        for daad in daden
    ]


def _maak(bron: Registertabel, rijen_: list[Waarden], pks: list[int] | None = None) -> list[int]:
    sleutels: list[int | None] = [*pks] if pks else [None] * len(rijen_)
    objecten = [bron.object_van(w, pk) for w, pk in zip(rijen_, sleutels, strict=True)]
    gemaakt = bron.model._default_manager.bulk_create(objecten, batch_size=2_000)
    uit = [cast(int, rij.pk) for rij in gemaakt]
    _verbind(bron, list(zip(uit, rijen_, strict=True)))
    return uit


def _wijzig(bron: Registertabel, rijen_: list[Waarden]) -> None:
    """By an upsert: a bulk_update of ten thousand rows takes ten times as long."""
    if not rijen_:
        return
    bron.model._default_manager.bulk_create(
        [bron.object_van(w, None) for w in rijen_],
        batch_size=2_000,
        update_conflicts=True,
        unique_fields=list(bron.sleutelvelden),
        update_fields=bron.te_schrijven,
    )
    paren = [(bron.pk[w["code"]], w) for w in rijen_]
    for veld in bron.meervoud:
        through = _tussen(bron, veld)
        through._default_manager.filter(**{f"{_eigen(bron)}__in": [pk for pk, _ in paren]}).delete()
    _verbind(bron, paren)


def _haal_weg(bron: Registertabel, pks: list[int]) -> None:
    """Nothing else points at them; the database would refuse it."""
    if not pks:
        return
    for veld in bron.meervoud:
        _tussen(bron, veld)._default_manager.filter(**{f"{_eigen(bron)}__in": pks}).delete()
    rijen_ = bron.model._default_manager.filter(pk__in=pks)
    rijen_._raw_delete(rijen_.db)


def _tussen(bron: Registertabel, veld: str) -> type[models.Model]:
    through: type[models.Model] = bron.veld(veld).remote_field.through
    return through


def _eigen(bron: Registertabel) -> str:
    return f"{bron.model._meta.model_name}_id"


def _verbind(bron: Registertabel, paren: list[tuple[int, Waarden]]) -> None:
    """The many-to-many links of these rows."""
    for veld, ander in bron.meervoud.items():
        if not any(waarden[veld] for _, waarden in paren):
            continue
        ids = dict(Ministerie.objects.values_list("code", "pk"))
        _tussen(bron, veld)._default_manager.bulk_create(
            _tussen(bron, veld)(**{_eigen(bron): pk, f"{ander}_id": ids[code]})
            for pk, waarden in paren
            for code in waarden[veld]
            if code in ids
        )


# ---- undoing ----


def draai_terug(*, invoer: Tabelinvoer, plan: Plan, door: User) -> Tabelinvoer:
    """Put back what stood before a table was carried out, all of it. Returns the row as it stands.

    Raises AlToegepast when it was undone already (or never carried out), and TabelVeranderd with the places that
    changed since; then nothing was written.
    """
    waarom = f"Inlezen van {invoer.bestand} teruggedraaid"[:300]
    try:
        eis_soort(Rechten.van(door, invoer.regio), invoer.soort)
        with pghistory.context(user=door.pk, bron="inlezen", waarom=waarom), transaction.atomic():
            invoer = Tabelinvoer.objects.select_for_update(of=("self",)).get(pk=invoer.pk)
            if invoer.toegepast_op is None or invoer.terug_op is not None:
                raise AlToegepast
            soort = tabelsoort(invoer.soort)
            if issubclass(soort, Punten):
                _secties_terug(soort, invoer, plan, door, waarom)
            elif issubclass(soort, Registertabel):
                _register_terug(soort, invoer)
            elif issubclass(soort, Waardentabel):
                soort.terug(invoer.regio, invoer.voor, door)
            invoer.terug_op, invoer.terug_door = timezone.now(), door
            invoer.save(update_fields=["terug_op", "terug_door"])
            return invoer
    except TabelVeranderd:
        raise
    except (Sectieconflict, AndersDanGezien, IntegrityError) as fout:
        raise TabelVeranderd from fout


def _secties_terug(soort: type[Punten], invoer: Tabelinvoer, plan: Plan, door: User, waarom: str) -> None:
    sloten = _sloten(plan, soort)
    anders = [v["plek"] for v in invoer.voor if v["sectie"] not in sloten or sloten[v["sectie"]].versie != v["versie"]]
    dicht = dichte_opgaven(plan)
    anders += [f"{v['plek']} (akkoord)" for v in invoer.voor if v["opgave"] in dicht and v["plek"] not in anders]
    if anders:
        raise TabelVeranderd(anders)
    registers = Regioregisters(plan.regio_id)
    for v in invoer.voor:
        bewaar_sectie(
            sectie=sloten[v["sectie"]],
            vanaf_versie=v["versie"],
            inhoud=_sectie_uit(v["voor"]),
            door=door,
            waarom=waarom,
            registers=registers,
        )


def _register_terug(soort: type[Registertabel], invoer: Tabelinvoer) -> None:
    bron = soort(invoer.regio, slot=True)
    anders = []
    nieuw = [v["pk"] for v in invoer.voor if v["voor"] is None]
    vast = in_gebruik(bron.model, nieuw)
    for v in invoer.voor:
        code = (v["na"] or v["voor"])["code"]
        staat = bron.staat.get(code)
        if staat != v["na"] or (v["na"] and bron.pk[code] != v["pk"]) or v["pk"] in vast:
            anders.append(str((v["na"] or v["voor"])[bron.naamveld]))
    if anders:
        raise TabelVeranderd(anders)
    _haal_weg(bron, nieuw)
    _wijzig(bron, [v["voor"] for v in invoer.voor if v["voor"] and v["na"]])
    weg = [v for v in invoer.voor if v["na"] is None]
    _maak(bron, [v["voor"] for v in weg], [v["pk"] for v in weg])


def gooi_weg(*, invoer: Tabelinvoer) -> bool:
    """Let go of a table that was only looked at; one that was carried out stays. Whether it went."""
    weg, _ = Tabelinvoer.objects.filter(pk=invoer.pk, toegepast_op=None).delete()
    return weg > 0
