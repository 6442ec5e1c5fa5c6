"""Figures from CBS open data (OData v4): a client of our own, and what its answers mean."""
