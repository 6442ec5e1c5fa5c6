"""What is written down and kept: jobs that people asked for and the files that came of them."""

from .inlezingen import Inlezing
from .opdrachten import Opbrengst, Opdracht

__all__ = ["Inlezing", "Opbrengst", "Opdracht"]
