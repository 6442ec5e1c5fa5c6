"""The made-up people of the demo: positions, not persons. They exist in demo mode only."""

from __future__ import annotations

from typing import Final, NamedTuple


class Demo(NamedTuple):
    """One login of the demo, with the role it shows."""

    email: str
    naam: str
    rol: str
    ministerie: str = ""


WACHTWOORD: Final = "zoef-de-haas-7521"
"""Made up and public: it works in demo mode only, on the machine itself."""

DEMO_PERSONEN: Final = (
    Demo("programmamanager@twente.voorbeeld", "Programmamanager Twente", "programmamanager"),
    Demo("redacteur@twente.voorbeeld", "Redacteur Twente", "redacteur"),
    Demo("beheerder@twente.voorbeeld", "Beheerder Twente", "beheerder"),
    Demo("secretaris@twente.voorbeeld", "Secretaris Twente Board", "secretaris"),
    Demo("bestuurslid@twente.voorbeeld", "Bestuurslid Twente Board", "bestuurslid"),
    Demo("eigenaar@twente.voorbeeld", "Eigenaar van een opgave", "eigenaar"),
    Demo("ocw@rijk.voorbeeld", "Contactpersoon OCW", "ministeriecontact", "ocw"),
    Demo("vro@rijk.voorbeeld", "Contactpersoon VRO", "ministeriecontact", "vro"),
    Demo("lezer@twente.voorbeeld", "Lezer", "lezer"),
)
