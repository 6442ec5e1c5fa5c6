"""Every action of the house, and how it names what it started from; tests/huis/test_schrijvers.py holds them to it.

`Z("gezien")`: the argument that says what its writer saw; where that is otherwise now it raises AndersDanGezien.
`M("kenmerk")`: it makes something; the argument keeps a form that is sent twice from making two.
A sentence: it needs neither, and why.
"""

from __future__ import annotations

from typing import NamedTuple


class Z(NamedTuple):
    """What was seen goes by this argument."""

    argument: str


class M(NamedTuple):
    """Makes something, once by this argument."""

    argument: str
    ook: str = ""
    """An argument that says what was seen of what it would replace."""


GEEN_DAAD = "writes nothing"
BINNEN = "part of another action, which names the start"
EIGEN_KLAD = "one's own draft, by window and number: a later message wins over an earlier one"
OPRUIMEN = "tidies away what is past its term"
WERKER = "the worker's: names the attempt that it belongs to"
EENMAAL = "under a unique key: twice is once"
NET_ZO = "what is made is the same as what waits already, or is made new"

INLEZEN = "inlezen.actions.inlezingen"
TABELLEN = "inlezen.tabellen.actions"
OPDRACHTEN = "opdrachten.actions"

SCHRIJVERS: dict[str, Z | M | str] = {
    "accounts.actions.maak_account": EENMAAL,
    "accounts.actions.wijzig_naam": Z("gezien"),
    "accounts.actions.zet_wachtwoord": "who sets it proves to know the old one, or has a key that works once",
    "accounts.actions.beeindig_sessies": "ends what there is; twice is once",
    "accounts.actions.wis_tweede_factor": "ends what there is; twice is once",
    "accounts.actions.vergrendel": GEEN_DAAD,
    "accounts.actions.noteer": "only adds to what happened to an account",
    "accounts.actions.wijzig_adres": "what the provider says of its subject; the address is unique",
    "accounts.actions.zet_adres_gelijk": BINNEN,
    "accounts.actions.gekoppeld": GEEN_DAAD,
    "accounts.actions.vraag_koppeling": EENMAAL,
    "accounts.actions.koppelverzoeken": GEEN_DAAD,
    "accounts.actions.verplaats_koppeling": "the request that asked for it, which goes with it",
    "accounts.actions.ruim_koppelverzoeken_op": OPRUIMEN,
    "accounts.actions.hef_rem_op": "ends what there is; twice is once",
    "governance.actions.account.wis_factor": "ends what there is; twice is once",
    "governance.actions.account.verplaats_koppeling": "the request, by its kenmerk, which goes with it",
    "governance.actions.account.hef_rem_op": "ends what there is; twice is once",
    "governance.actions.post.post": EENMAAL,
    "governance.actions.post.laat_vervallen": BINNEN,
    "governance.actions.rollen.merk_van": GEEN_DAAD,
    "governance.actions.rollen.zeg_rollen": GEEN_DAAD,
    "governance.actions.rollen.vergrendel": GEEN_DAAD,
    "governance.actions.rollen.verliest_beheerder": GEEN_DAAD,
    "governance.actions.rollen.geef_rol": Z("gezien"),
    "governance.actions.rollen.beeindig_rol": Z("gezien"),
    "governance.actions.structuur.zeg_gremium": GEEN_DAAD,
    "governance.actions.structuur.zeg_regel": GEEN_DAAD,
    "governance.actions.structuur.maak_gremium": "its name: a body with that name is given back",
    "governance.actions.structuur.wijzig_gremium": Z("gezien"),
    "governance.actions.structuur.zet_zetel": Z("gezien"),
    "governance.actions.structuur.zet_lijn": Z("gezien"),
    "governance.actions.structuur.haal_regel_weg": Z("gezien"),
    "governance.actions.structuur.zet_rijen": BINNEN,
    "governance.actions.structuur.laad_registers": "a command: the file is what counts",
    "governance.actions.uitnodigingen.nodig_uit": M("kenmerk", ook="gezien"),
    "governance.actions.uitnodigingen.verstuur_opnieuw": Z("gezien"),
    "governance.actions.uitnodigingen.trek_in": Z("gezien"),
    "governance.actions.uitnodigingen.neem_aan": "the key is of one offer, and works once",
    "governance.actions.uitnodigingen.account_van": GEEN_DAAD,
    "governance.actions.uitnodigingen.werkend": GEEN_DAAD,
    "governance.actions.uitnodigingen.telt": GEEN_DAAD,
    "opgaven.actions.afwijzingen.wijs_af": "the finding's fingerprint; once set aside, other words raise AlOpzij",
    "opgaven.actions.afwijzingen.wijs_samen_af": "the fingerprints; what was set aside already stays as it is",
    "opgaven.actions.afwijzingen.haal_samen_terug": Z("gezien"),
    "opgaven.actions.afwijzingen.haal_terug": Z("gezien"),
    "opgaven.actions.samen.voeg_bij": GEEN_DAAD,
    "opgaven.actions.samen.bewaar_samen": Z("vanaf_versie"),
    "opgaven.actions.klad.bewaar_klad": EIGEN_KLAD,
    "opgaven.actions.klad.rond_af": EIGEN_KLAD,
    "opgaven.actions.klad.gooi_weg": EIGEN_KLAD,
    "opgaven.actions.klad.meld_aanwezig": "that somebody is here",
    "opgaven.actions.klad.meld_weg": "that somebody is gone",
    "opgaven.actions.klad.ruim_op": OPRUIMEN,
    "opgaven.actions.plannen.pas_toe": "a command: refuses a plan that was edited, or is told to replace it",
    "opgaven.actions.plannen.houd_vast": GEEN_DAAD,
    "opgaven.actions.plannen.herschik": BINNEN,
    "opgaven.actions.plannen.is_bewerkt": GEEN_DAAD,
    "opgaven.actions.secties.schone_sectie": GEEN_DAAD,
    "opgaven.actions.secties.zelfde": GEEN_DAAD,
    "opgaven.actions.secties.bewaar_sectie": Z("vanaf_versie"),
    "opgaven.actions.secties.vervang_items": BINNEN,
    "opgaven.actions.werkorde.verzet": Z("gezien"),
    "versies.actions.aktes.koppenbestand": GEEN_DAAD,
    "versies.actions.aktes.schrijf_akte": BINNEN,
    "versies.actions.goedkeuringen.leg_vast": "the same decision on a version is recorded once (AlOpgeschreven)",
    "versies.actions.goedkeuringen.bevestig": "a recording never changes: its row is what was seen",
    "versies.actions.goedkeuringen.trek_terug": "a recording never changes: its row is what was seen",
    "versies.actions.herwegingen.herweeg": "the change's fingerprint; once weighed, other words raise AlGewogen",
    "versies.actions.herwegingen.haal_terug": Z("gezien"),
    "versies.actions.memos.bewaar_memo": Z("vanaf_versie"),
    "versies.actions.publicaties.publiceer": Z("gezien"),
    "versies.actions.publicaties.trek_in": "a publication only ends: its row, which the form names, is what was seen",
    "versies.actions.versies.maak_versie": Z("gezien"),
    "reacties.actions.antwoorden.merk_van": GEEN_DAAD,
    "reacties.actions.antwoorden.geef_antwoord": Z("reacties"),
    "reacties.actions.antwoorden.wijzig_antwoord": Z("gezien"),
    "reacties.actions.antwoorden.gooi_weg": Z("gezien"),
    "reacties.actions.antwoorden.geef_vrij": Z("reacties"),
    "reacties.actions.besluiten.leg_besluit_voor": "the same decision on a version is recorded once (AlOpgeschreven)",
    "reacties.actions.besluiten.bevestig_besluit": "a recording never changes: its row is what was seen",
    "reacties.actions.besluiten.haal_besluit_weg": "a recording never changes: its row is what was seen",
    "reacties.actions.bezorgen.schrijf_meldingpost": WERKER,
    "reacties.actions.bezorgen.verstuur_post": WERKER,
    "reacties.actions.bezorgen.ruim_post_op": OPRUIMEN,
    "reacties.actions.gesprekken.zeg": M("kenmerk"),
    "reacties.actions.gesprekken.behandel": Z("gezien"),
    "reacties.actions.gesprekken.verwerk": BINNEN,
    "reacties.actions.herinneren.herinner": EENMAAL,
    "reacties.actions.herinneren.herinner_nu": "reminds each who still waits, once a day",
    "reacties.actions.indienen.wie_dient_in": GEEN_DAAD,
    "reacties.actions.indienen.reden_niet": GEEN_DAAD,
    "reacties.actions.indienen.dien_in": Z("gezien"),
    "reacties.actions.indienen.geen_opmerkingen_met_link": "as the next, by a link",
    "reacties.actions.indienen.geen_opmerkingen": "one opgave on a list or off it; of all only where nothing was said",
    "reacties.actions.indienen.wijs_aan": Z("gezien"),
    "reacties.actions.indienen.heropen": Z("gezien"),
    "reacties.actions.kladden.bewaar": EIGEN_KLAD,
    "reacties.actions.kladden.lees": GEEN_DAAD,
    "reacties.actions.kladden.gooi_weg": EIGEN_KLAD,
    "reacties.actions.kladden.ruim_op": OPRUIMEN,
    "reacties.actions.kladden.velden_van": GEEN_DAAD,
    "reacties.actions.links.adres_met": GEEN_DAAD,
    "reacties.actions.links.maak_link": M("kenmerk"),
    "reacties.actions.links.vernieuw": M("kenmerk", ook="gezien"),
    "reacties.actions.links.trek_in": Z("gezien"),
    "reacties.actions.links.wis_persoon": Z("gezien"),
    "reacties.actions.links.wissel": "only when it was used last",
    "reacties.actions.meldingen.meld": EENMAAL,
    "reacties.actions.meldingen.met_inloggen": GEEN_DAAD,
    "reacties.actions.namens.kenmerk_van": GEEN_DAAD,
    "reacties.actions.namens.breng_in": "each row has a kenmerk of its own",
    "reacties.actions.reacties.schone_tekst": GEEN_DAAD,
    "reacties.actions.reacties.spoor": GEEN_DAAD,
    "reacties.actions.reacties.plaats": M("kenmerk"),
    "reacties.actions.reacties.eigen_en_open": GEEN_DAAD,
    "reacties.actions.reacties.hoort_bij_antwoord": GEEN_DAAD,
    "reacties.actions.reacties.wijzig": Z("gezien"),
    "reacties.actions.reacties.trek_in": Z("gezien"),
    "reacties.actions.reacties.dien_in": BINNEN,
    "reacties.actions.reacties.stuur_los": Z("gezien"),
    **{
        f"reacties.actions.rondepost.{naam}": GEEN_DAAD
        for naam in ("contacten", "aan_contacten", "aan_links", "zonder_mail", "groet", "regels_over")
    },
    **{f"reacties.actions.rondepost.{naam}": GEEN_DAAD for naam in ("onderwerp_van", "brieftekst", "vragen_aan")},
    "reacties.actions.rondepost.stuur": EENMAAL,
    "reacties.actions.rondepost.stuur_met_link": EENMAAL,
    "reacties.actions.rondes.merk_van": GEEN_DAAD,
    "reacties.actions.rondes.maak_ronde": M("kenmerk"),
    "reacties.actions.rondes.gooi_weg": Z("gezien"),
    "reacties.actions.rondes.wijzig_ronde": Z("gezien"),
    "reacties.actions.rondes.open_ronde": Z("gezien"),
    "reacties.actions.rondes.vraag_erbij": "one more, under a unique key: twice is once, and otherwise it is refused",
    "reacties.actions.rondes.verleng": Z("gezien"),
    "reacties.actions.rondes.sluit": Z("gezien"),
    "reacties.actions.voorkeuren.lees_meldingen": "one's own, by number or up to the newest that was shown",
    "reacties.actions.voorkeuren.wijze_van": GEEN_DAAD,
    "reacties.actions.voorkeuren.kies_wijze": Z("gezien"),
    "reacties.actions.voorstellen.gevolgd_in": GEEN_DAAD,
    "reacties.actions.voorstellen.neem_over": "the words that it is about, the section's versie, the suggestion",
    "reacties.actions.voorstellen.zet_klaar": EIGEN_KLAD,
    "inlezen.actions.fiches.kies_opgaven": "only of a reading that waits; what it does is looked at after",
    f"{INLEZEN}.bewaar_inlezing": NET_ZO,
    f"{INLEZEN}.ruim_op": OPRUIMEN,
    f"{INLEZEN}.laat_vervallen": "a reading is not changed but taken over or let go, once",
    f"{INLEZEN}.neem_inlezing_over": Z("gezien"),
    f"{INLEZEN}.laad_eerste_plan": "only where there is no plan",
    f"{INLEZEN}.maak_inlezing_ongedaan": "by the text that it left; what changed since is left alone, and said",
    f"{INLEZEN}.later_gewijzigd": GEEN_DAAD,
    f"{INLEZEN}.dichte": GEEN_DAAD,
    f"{INLEZEN}.akkoorden": GEEN_DAAD,
    f"{INLEZEN}.opgave_van": GEEN_DAAD,
    f"{TABELLEN}.bron_van": GEEN_DAAD,
    f"{TABELLEN}.dichte_opgaven": GEEN_DAAD,
    f"{TABELLEN}.voorstel_van": GEEN_DAAD,
    f"{TABELLEN}.lees_in": NET_ZO,
    f"{TABELLEN}.pas_toe": Z("afdruk"),
    f"{TABELLEN}.draai_terug": "by what it left in rows and sections; refused where that changed since",
    f"{TABELLEN}.gooi_weg": "only what nobody carried out",
    f"{OPDRACHTEN}.vraag_aan": NET_ZO,
    f"{OPDRACHTEN}.annuleer": "one's own job, which can only end",
    **{f"{OPDRACHTEN}.{naam}": WERKER for naam in ("begin", "leef", "rond_af", "breek_af", "geef_terug")},
    f"{OPDRACHTEN}.raap_opdrachten_op": WERKER,
    f"{OPDRACHTEN}.ruim_op": OPRUIMEN,
}
