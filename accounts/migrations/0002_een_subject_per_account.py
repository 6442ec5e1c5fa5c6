from django.db import migrations


class Migration(migrations.Migration):
    """One subject of a provider per account: the table is allauth's, the rule ours."""

    dependencies = [
        ("accounts", "0001_initial"),
        ("socialaccount", "0006_alter_socialaccount_extra_data"),
    ]

    operations = [
        migrations.RunSQL(
            "CREATE UNIQUE INDEX accounts_een_subject_per_account ON socialaccount_socialaccount (user_id, provider)",
            "DROP INDEX accounts_een_subject_per_account",
        ),
    ]
