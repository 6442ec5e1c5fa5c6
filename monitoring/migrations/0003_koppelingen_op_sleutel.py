"""Links of indicators to the plan: from numbers, which change, to keys. What stood in public stays public."""

from typing import Any

from django.db import migrations


def koppel(apps: Any, schema_editor: Any) -> None:
    Indicator = apps.get_model("monitoring", "Indicator")
    Opgave, Doelstelling = apps.get_model("opgaven", "Opgave"), apps.get_model("opgaven", "Doelstelling")
    for rij in Indicator.objects.all():
        hier = {"plan__regio": rij.regio_id, "plan__huidig": True}
        opgaven = dict(Opgave.objects.filter(**hier).values_list("nummer", "sleutel"))
        doelen = dict(Doelstelling.objects.filter(**hier).values_list("nummer", "sleutel"))
        rij.opgaven = [opgaven[nummer] for nummer in rij.opgaven if nummer in opgaven]
        rij.doelstelling = doelen.get(rij.doelstelling_nummer, "")
        rij.openbaar = True
        rij.save()


class Migration(migrations.Migration):
    dependencies = [("monitoring", "0002_waarden_en_nulmeting"), ("opgaven", "0001_initial")]

    operations = [
        migrations.RunPython(koppel, migrations.RunPython.noop),
        migrations.RemoveField(model_name="indicator", name="doelstelling_nummer"),
    ]
