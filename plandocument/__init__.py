"""The plandocument: one neutral form of a plan, between the database and everything that reads or writes it.

Pure Python: imports no app and no Django models. See docs/architecture.md.
"""
