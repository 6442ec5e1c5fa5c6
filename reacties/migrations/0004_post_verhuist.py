from django.db import migrations

KOLOMMEN = (
    "sleutel, voor_id, regio_id, adres, onderwerp, tekst, afmelden, bericht_id, stand, pogingen, niet_voor, gemaakt_op, "
    "verstuurd_op, laatste_fout"
)


class Migration(migrations.Migration):
    """The outbox stands in `governance`, so that mails about accounts use it too; what waits goes along."""

    dependencies = [
        ("governance", "0005_post"),
        ("reacties", "0003_post_voor"),
    ]

    operations = [
        migrations.RunSQL(
            f"INSERT INTO governance_post ({KOLOMMEN}, antwoord_aan, draad) "
            f"SELECT {KOLOMMEN}, '', '' FROM reacties_post ORDER BY id; SET CONSTRAINTS ALL IMMEDIATE",
            migrations.RunSQL.noop,
        ),
        migrations.DeleteModel(name="Post"),
    ]
