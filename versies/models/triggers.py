"""Triggers by which the database itself keeps what was frozen: nothing changes it, also not by raw SQL."""

from __future__ import annotations

import pgtrigger

VAST = "NP003"
"""SQLSTATE of a refused change: what was frozen stays as it is."""


def vast() -> tuple[pgtrigger.Trigger, pgtrigger.Trigger]:
    """Rows are added and never changed or removed. An empty table may be truncated, for nothing is lost by it."""
    weiger = f"RAISE EXCEPTION '%: dit ligt vast', TG_TABLE_NAME USING ERRCODE = '{VAST}';"
    return (
        pgtrigger.Trigger(
            name="ligt_vast",
            level=pgtrigger.Row,
            when=pgtrigger.Before,
            operation=pgtrigger.Update | pgtrigger.Delete,
            func=weiger,
        ),
        pgtrigger.Trigger(
            name="wordt_niet_geleegd",
            level=pgtrigger.Statement,
            when=pgtrigger.Before,
            operation=pgtrigger.Truncate,
            declare=[("gevuld", "boolean")],
            func=f"""
                EXECUTE format('SELECT EXISTS (SELECT 1 FROM %I)', TG_TABLE_NAME) INTO gevuld;
                IF gevuld THEN {weiger} END IF;
                RETURN NULL;
            """,  # noqa: S608 (no value from outside)
        ),
    )


def sluit_aan() -> pgtrigger.Trigger:
    """An act follows the last one of its plan: its number is the next, and it names the seal of the one before."""
    return pgtrigger.Trigger(
        name="sluit_aan",
        level=pgtrigger.Row,
        when=pgtrigger.Before,
        operation=pgtrigger.Insert,
        declare=[("laatste", "record")],
        func=f"""
            SELECT nummer, zegel INTO laatste FROM versies_akte
            WHERE plan_id = NEW.plan_id ORDER BY nummer DESC LIMIT 1;
            IF NEW.nummer <> COALESCE(laatste.nummer, 0) + 1 OR NEW.vorige <> COALESCE(laatste.zegel, '') THEN
                RAISE EXCEPTION 'akte % sluit niet aan', NEW.nummer USING ERRCODE = '{VAST}';
            END IF;
            RETURN NEW;
        """,  # noqa: S608
    )
