"""Writing the ledger, and keeping its head outside the database."""

from __future__ import annotations

import logging
import os
from pathlib import Path
from typing import Any

from django.conf import settings
from django.db import transaction

from opgaven.models import Plan

from ..keten import als_feiten, zegel
from ..models import Akte

logger = logging.getLogger(__name__)


def koppenbestand() -> Path:
    """One line per act, beside the database: "<plan> <number> <seal>". Tells whether the tail was cut off."""
    return Path(settings.VAR) / "zegels.txt"


def schrijf_akte(plan: Plan, soort: Akte.Soort, feiten: dict[str, Any]) -> Akte:
    """Add an act to the plan's ledger; the plan's row must be locked in this transaction. Two queries.

    After the commit its seal is also written to a file beside the database; that it could not is logged, for the act
    stands.
    """
    laatste = Akte.objects.filter(plan=plan).order_by("-nummer").first()
    vorige = laatste.zegel if laatste else ""
    nummer = laatste.nummer + 1 if laatste else 1
    tekst = als_feiten({"plan": str(plan.pk), "akte": nummer, "soort": str(soort)} | feiten)
    akte = Akte.objects.create(
        plan=plan, nummer=nummer, soort=soort, feiten=tekst, vorige=vorige, zegel=zegel(vorige, tekst)
    )
    transaction.on_commit(lambda: _bewaar_kop(akte))
    return akte


def _bewaar_kop(akte: Akte) -> None:
    try:
        bestand = koppenbestand()
        bestand.parent.mkdir(parents=True, exist_ok=True)
        with bestand.open("a", encoding="ascii") as uit:
            uit.write(f"{akte.plan_id} {akte.nummer} {akte.zegel}\n")
            uit.flush()
            os.fsync(uit.fileno())
    except OSError:
        logger.exception("zegel van akte %s van plan %s niet buiten de database bewaard", akte.nummer, akte.plan_id)
