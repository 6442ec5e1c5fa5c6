"""What tests about people and roles share with those about accounts; and a body that meets."""

from tests.accounts.conftest import geen_eerdere_pogingen, schrijft_niets
from tests.governance.overlegwerk import kernteam, overleg, schrijver

__all__ = ["geen_eerdere_pogingen", "kernteam", "overleg", "schrijft_niets", "schrijver"]
