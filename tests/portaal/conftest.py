from __future__ import annotations

import pytest

from governance.models import Regio
from opgaven.models import Plan
from tests.conftest import publiceer_nu


@pytest.fixture
def leeg_plan(voorbeeld: Plan) -> Plan:
    """A public plan of another region, in which nothing stands yet."""
    regio = Regio.objects.get(code="zuid-limburg")
    plan = Plan.objects.create(regio=regio, titel="Plan voor Zuid-Limburg")
    publiceer_nu(plan)
    return plan
