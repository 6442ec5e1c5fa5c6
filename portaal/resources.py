"""The list of opgaven and the findings of the plancontrole as spreadsheets: django-import-export over the document."""

from __future__ import annotations

from typing import Any

from import_export.fields import Field
from import_export.resources import Resource

from governance.registers import Namen
from npvr import getallen
from npvr.cellen import veilige_cel
from opgaven.bevindingen import Bevindingrij
from opgaven.bezoek import Bezoek
from plandocument import tekst
from plandocument.boom import Item
from plandocument.controleer import GEWICHTEN
from plandocument.itemsoorten import EIGENAAR, INTERVENTIE, KNELPUNT, Itemsoort
from plandocument.vermeldingen import items_van_soort

from .overzicht import Opgavekaart


class OpgaveResource(Resource):
    """One row per opgave. Rows are `Opgavekaart`s; nothing is asked of the database."""

    nummer = Field(column_name="Nummer")
    titel = Field(column_name="Titel")
    cluster = Field(column_name="Cluster")
    cluster_overzicht = Field(column_name="Cluster in het overzicht")
    doelstellingen = Field(column_name="Doelstellingen")
    primair = Field(column_name="Primaire ministeries")
    betrokken = Field(column_name="Betrokken ministeries")
    bestuurlijk = Field(column_name="Eigenaren bestuurlijk")
    uitvoering = Field(column_name="Eigenaren uitvoering")
    knelpunten = Field(column_name="Aantal knelpunten")
    rijk = Field(column_name="Aantal interventies Rijk")
    regio = Field(column_name="Aantal interventies regio")
    samen = Field(column_name="Aantal interventies Rijk én regio")
    adres = Field(column_name="Adres")

    def __init__(self, visite: Bezoek, namen: Namen, basis: str) -> None:
        super().__init__()
        self.visite, self.document, self.namen, self.basis = visite, visite.document, namen, basis.rstrip("/")

    def export_field(self, field: Field, instance: Any, **kwargs: Any) -> object:
        naam = self.get_field_name(field)
        return veilige_cel(getattr(self, f"cel_{naam}")(instance))

    def _items(self, kaart: Opgavekaart, soort: Itemsoort, groep: str | None = None) -> list[Item]:
        return [i for i in items_van_soort(self.document, kaart.opgave, soort) if groep is None or i.groep == groep]

    def _woorden(self, items: list[Item]) -> str:
        return "; ".join(tekst.woorden(i.tekst, self.document.nummers) for i in items)

    def _ministeries(self, kaart: Opgavekaart, primair: bool) -> str:
        bekend = ((self.namen.get(("ministerie", m.code)), m.woord) for m in kaart.ministeries if m.primair is primair)
        return "; ".join(naam.kort if naam else woord for naam, woord in bekend)

    def cel_nummer(self, kaart: Opgavekaart) -> int:
        return kaart.opgave.nummer

    def cel_titel(self, kaart: Opgavekaart) -> str:
        return kaart.opgave.titel

    def cel_cluster(self, kaart: Opgavekaart) -> str:
        return kaart.cluster.naam if kaart.cluster else ""

    def cel_cluster_overzicht(self, kaart: Opgavekaart) -> str:
        cluster = self.document.cluster_per_sleutel.get(kaart.opgave.cluster_overzicht)
        return cluster.naam if cluster else ""

    def cel_doelstellingen(self, kaart: Opgavekaart) -> str:
        hier = set(kaart.opgave.doelstellingen)
        return "; ".join(f"{d.nummer} {d.naam}" for d in self.document.doelstellingen if d.sleutel in hier)

    def cel_primair(self, kaart: Opgavekaart) -> str:
        return self._ministeries(kaart, True)

    def cel_betrokken(self, kaart: Opgavekaart) -> str:
        return self._ministeries(kaart, False)

    def cel_bestuurlijk(self, kaart: Opgavekaart) -> str:
        return self._woorden(self._items(kaart, EIGENAAR, "bestuurlijk"))

    def cel_uitvoering(self, kaart: Opgavekaart) -> str:
        return self._woorden(self._items(kaart, EIGENAAR, "uitvoering"))

    def cel_knelpunten(self, kaart: Opgavekaart) -> int:
        return len(self._items(kaart, KNELPUNT))

    def cel_rijk(self, kaart: Opgavekaart) -> int:
        return len(self._items(kaart, INTERVENTIE, "rijk"))

    def cel_regio(self, kaart: Opgavekaart) -> int:
        return len(self._items(kaart, INTERVENTIE, "regio"))

    def cel_samen(self, kaart: Opgavekaart) -> int:
        return len(self._items(kaart, INTERVENTIE, "samen"))

    def cel_adres(self, kaart: Opgavekaart) -> str:
        return self.basis + self.visite.adres("opgave", kaart.opgave.nummer)


assert set(INTERVENTIE.groepen) == {"rijk", "regio", "samen"}


class BevindingResource(Resource):
    """One row per finding. Rows are `Bevindingrij`s of the plancontrole; nothing is asked of the database."""

    gewicht = Field(column_name="Gewicht")
    regel = Field(column_name="Regel")
    plaats = Field(column_name="Plaats")
    zin = Field(column_name="Bevinding")
    citaat = Field(column_name="Passage")
    waarom = Field(column_name="Waarom dit telt")
    stand = Field(column_name="Stand")
    reden = Field(column_name="Reden")
    door = Field(column_name="Opzij gezet door")
    op = Field(column_name="Opzij gezet op")
    adres = Field(column_name="Adres")

    def __init__(self, basis: str) -> None:
        super().__init__()
        self.basis = basis.rstrip("/")

    def export_field(self, field: Field, instance: Any, **kwargs: Any) -> object:
        return veilige_cel(self._cellen(instance)[self.get_field_name(field)])

    def _cellen(self, rij: Bevindingrij) -> dict[str, object]:
        afwijzing = rij.afwijzing
        return {
            "gewicht": GEWICHTEN[rij.bevinding.gewicht][0],
            "regel": rij.regel.naam,
            "plaats": "; ".join(plaats.code or plaats.naam for plaats in rij.plaatsen),
            "zin": rij.bevinding.zin,
            "citaat": rij.bevinding.citaat,
            "waarom": rij.regel.waarom,
            "stand": "opzij gezet" if afwijzing else "open",
            "reden": afwijzing.reden if afwijzing else "",
            "door": str(afwijzing.door or "") if afwijzing else "",
            "op": getallen.datum_tijd(afwijzing.op) if afwijzing else "",
            "adres": next((f"{self.basis}{plaats.url}" for plaats in rij.plaatsen if plaats.url), ""),
        }
