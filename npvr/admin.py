"""The queue of tasks has no place among the registers: engineers look at it with psql (docs/beheer/productie.md)."""

from django.contrib import admin
from procrastinate.contrib.django.models import ProcrastinateJob

admin.site.unregister(ProcrastinateJob)
