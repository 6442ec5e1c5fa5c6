import django.utils.timezone
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('opgaven', '0003_klad_en_akkoord'),
    ]

    operations = [
        migrations.AddField(
            model_name='aanwezigheid',
            name='sinds',
            field=models.DateTimeField(default=django.utils.timezone.now),
            preserve_default=False,
        ),
    ]
