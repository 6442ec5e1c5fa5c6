from __future__ import annotations

import pytest

from governance.models import Regio
from opgaven.models import Plan


@pytest.fixture
def leeg_plan(voorbeeld: Plan) -> Plan:
    """A public plan of another region, in which nothing stands yet."""
    regio = Regio.objects.get(code="zuid-limburg")
    return Plan.objects.create(regio=regio, titel="Plan voor Zuid-Limburg", openbaar=True)
