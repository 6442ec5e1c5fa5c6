"""Triggers that hold the rules of the working copy, whoever writes: actions, admin, bulk updates, raw SQL."""

from __future__ import annotations

import pgtrigger

SCHRIJFFOUT = "NP001"
"""SQLSTATE of a refused write: the section's version was not raised, or was not the one that stands."""

DICHT = "NP002"
"""SQLSTATE of a refused write: the fiche is *akkoord* and must be opened again first."""


def nieuwe_stand(plan_van_rij: str = "{rij}.plan_id") -> pgtrigger.Trigger:
    """After any write of a plan's content the plan gets a new `stand`, so that nothing old is read from a cache.

    `plan_van_rij` is SQL for the plan's id, with `{rij}` for the row.
    """
    raak = "UPDATE opgaven_plan SET gewijzigd_op = now() WHERE id = ({plan});"
    oud, nieuw = (raak.format(plan=plan_van_rij.format(rij=rij)) for rij in ("OLD", "NEW"))
    return pgtrigger.Trigger(
        name="nieuwe_stand",
        level=pgtrigger.Row,
        when=pgtrigger.After,
        operation=pgtrigger.Insert | pgtrigger.Update | pgtrigger.Delete,
        func=f"IF TG_OP = 'DELETE' THEN {oud} ELSE {nieuw} END IF; RETURN NULL;",
    )


def stand_is_altijd_nieuw() -> pgtrigger.Trigger:
    """Any write of the plan's own row gives a new `stand`: a stale one in memory can never be put back."""
    return pgtrigger.Trigger(
        name="stand_is_altijd_nieuw",
        level=pgtrigger.Row,
        when=pgtrigger.Before,
        operation=pgtrigger.Update,
        func="NEW.stand = gen_random_uuid(); NEW.gewijzigd_op = now(); RETURN NEW;",
    )


def versie_loopt_op() -> pgtrigger.Trigger:
    """A section's row may only be written by one who raises its `versie` by one from the one that stands."""
    return pgtrigger.Trigger(
        name="versie_loopt_op",
        level=pgtrigger.Row,
        when=pgtrigger.Before,
        operation=pgtrigger.Insert | pgtrigger.Update,
        func=f"""
            IF TG_OP = 'UPDATE' AND NEW.versie IS DISTINCT FROM OLD.versie + 1 THEN
                RAISE EXCEPTION 'sectie %: versie % kan niet volgen op %', OLD.id, NEW.versie, OLD.versie
                    USING ERRCODE = '{SCHRIJFFOUT}';
            END IF;
            NEW.geschreven_in = pg_current_xact_id()::text::bigint;
            NEW.gewijzigd_op = now();
            NEW.merk = gen_random_uuid();
            RETURN NEW;
        """,
    )


def akkoord_is_dicht() -> pgtrigger.Trigger:
    """The text of a fiche that is *akkoord* stands; to write in it one opens the fiche again first.

    The opgave's row is held until the end of the transaction, so that nobody finds *akkoord* what is being changed.
    """
    return pgtrigger.Trigger(
        name="akkoord_is_dicht",
        level=pgtrigger.Row,
        when=pgtrigger.Before,
        operation=pgtrigger.Insert | pgtrigger.Update,
        declare=[("staat", "varchar")],
        func=f"""
            SELECT o.status INTO staat FROM opgaven_opgave o WHERE o.id = NEW.opgave_id FOR SHARE;
            IF staat = 'akkoord' THEN
                RAISE EXCEPTION 'opgave %: de fiche is akkoord', NEW.opgave_id USING ERRCODE = '{DICHT}';
            END IF;
            RETURN NEW;
        """,  # noqa: S608 (no value from outside)
    )


def items_gaan_mee() -> pgtrigger.Trigger:
    """When a section gets its next version, the items that stand go along, so that the history knows them."""
    return pgtrigger.Trigger(
        name="items_gaan_mee",
        level=pgtrigger.Row,
        when=pgtrigger.After,
        operation=pgtrigger.Update,
        func="UPDATE opgaven_item SET sectieversie = NEW.versie WHERE sectie_id = NEW.id; RETURN NULL;",
    )


def sectie_is_aan_de_beurt(sectie_van_rij: str, daarna: str = "") -> pgtrigger.Trigger:
    """Items and their links are written only in a transaction that has raised (or made) their section.

    `sectie_van_rij` is SQL for the section's id, with `{rij}` for the row; `daarna` runs on a row that may be written.
    """
    controle = """
        IF EXISTS (
            SELECT 1 FROM opgaven_sectie s WHERE s.id = ({sectie})
            AND s.geschreven_in IS DISTINCT FROM pg_current_xact_id()::text::bigint
        ) THEN
            RAISE EXCEPTION 'sectie %: verhoog eerst de versie', ({sectie}) USING ERRCODE = '{fout}';
        END IF;
    """
    oud = controle.format(sectie=sectie_van_rij.format(rij="OLD"), fout=SCHRIJFFOUT)
    nieuw = controle.format(sectie=sectie_van_rij.format(rij="NEW"), fout=SCHRIJFFOUT)
    return pgtrigger.Trigger(
        name="sectie_is_aan_de_beurt",
        level=pgtrigger.Row,
        when=pgtrigger.Before,
        operation=pgtrigger.Insert | pgtrigger.Update | pgtrigger.Delete,
        func=f"""
            IF TG_OP <> 'INSERT' THEN {oud} END IF;
            IF TG_OP <> 'DELETE' THEN {nieuw} {daarna} RETURN NEW; END IF;
            RETURN OLD;
        """,
    )
