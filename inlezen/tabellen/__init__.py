"""Tables in: knelpunten and interventies of the working copy, and the registers of trajecten, organisaties, mijlpalen.

A file becomes rows (`npvr.tabel`), rows become a proposal per row (`punten`, `registers`) that a person chooses from,
and `actions` carries out the choice in one transaction and undoes it as one. See docs/importeren.md.
"""
