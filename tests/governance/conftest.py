"""What tests about people and roles share with those about accounts."""

from tests.accounts.conftest import geen_eerdere_pogingen, schrijft_niets

__all__ = ["geen_eerdere_pogingen", "schrijft_niets"]
