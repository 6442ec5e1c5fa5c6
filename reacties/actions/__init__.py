"""The only code that writes here: keyword-only, atomic, `door=` says who."""
