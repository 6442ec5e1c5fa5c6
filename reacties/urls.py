"""Comments, rounds and what belongs to them; below the region."""

from __future__ import annotations

from django.urls import URLPattern, path  # noqa: F401

app_name = "reacties"
urlpatterns: list[URLPattern] = []
