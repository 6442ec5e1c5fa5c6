import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('governance', '0001_initial'),
    ]

    operations = [
        migrations.CreateModel(
            name='Bron',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('code', models.CharField(max_length=60)),
                ('naam', models.CharField(max_length=200)),
                ('houder', models.CharField(blank=True, max_length=200)),
                ('regio', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='bronnen', to='governance.regio')),
            ],
            options={
                'verbose_name': 'bron',
                'verbose_name_plural': 'bronnen',
                'ordering': ('naam',),
            },
        ),
        migrations.CreateModel(
            name='Indicator',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('code', models.SlugField(max_length=60)),
                ('naam', models.CharField(max_length=200)),
                ('eenheid', models.CharField(max_length=80)),
                ('decimalen', models.PositiveSmallIntegerField(default=0)),
                ('doelstelling_nummer', models.PositiveSmallIntegerField(blank=True, null=True)),
                ('opgaven_nummers', models.JSONField(blank=True, default=list)),
                ('richting', models.CharField(choices=[('omhoog', 'Omhoog'), ('omlaag', 'Omlaag'), ('geen', 'Geen gewenste richting')], default='geen', max_length=10, verbose_name='gewenste richting')),
                ('toelichting', models.TextField(blank=True)),
                ('volgorde', models.PositiveSmallIntegerField(default=0)),
                ('regio', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='indicatoren', to='governance.regio')),
            ],
            options={
                'verbose_name': 'indicator',
                'verbose_name_plural': 'indicatoren',
                'ordering': ('volgorde', 'naam'),
            },
        ),
        migrations.CreateModel(
            name='Meting',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('waarde', models.DecimalField(decimal_places=4, max_digits=16)),
                ('tot', models.DecimalField(blank=True, decimal_places=4, max_digits=16, null=True, verbose_name='tot en met')),
                ('grens', models.CharField(blank=True, choices=[('circa', 'circa'), ('minstens', 'minstens'), ('hoogstens', 'hoogstens'), ('ruim', 'ruim'), ('bijna', 'bijna')], max_length=12)),
                ('jaar', models.PositiveSmallIntegerField(blank=True, null=True)),
                ('gebied', models.CharField(max_length=100)),
                ('soort', models.CharField(choices=[('stand', 'Stand'), ('afgeleid', 'Afgeleid'), ('prognose', 'Prognose'), ('ambitie', 'Ambitie'), ('afspraak', 'Afspraak'), ('norm', 'Norm'), ('vergelijking', 'Vergelijking'), ('telling', 'Telling')], max_length=14)),
                ('toelichting', models.TextField(blank=True)),
                ('volgorde', models.PositiveSmallIntegerField(default=0)),
                ('bron', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='metingen', to='monitoring.bron')),
                ('indicator', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='metingen', to='monitoring.indicator')),
            ],
            options={
                'verbose_name': 'meting',
                'verbose_name_plural': 'metingen',
                'ordering': ('indicator', 'volgorde'),
            },
        ),
        migrations.CreateModel(
            name='Stap',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('jaar', models.PositiveSmallIntegerField(blank=True, null=True)),
                ('nummer', models.PositiveSmallIntegerField()),
                ('titel', models.CharField(max_length=300)),
                ('tekst', models.TextField(blank=True)),
                ('regio', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='monitoringstappen', to='governance.regio')),
            ],
            options={
                'verbose_name': 'stap',
                'verbose_name_plural': 'stappen',
                'ordering': (models.OrderBy(models.F('jaar'), nulls_first=True), 'nummer'),
            },
        ),
        migrations.AddConstraint(
            model_name='bron',
            constraint=models.UniqueConstraint(fields=('regio', 'code'), name='monitoring_bron_code_uniek'),
        ),
        migrations.AddConstraint(
            model_name='indicator',
            constraint=models.UniqueConstraint(fields=('regio', 'code'), name='monitoring_indicator_code_uniek'),
        ),
        migrations.AddConstraint(
            model_name='meting',
            constraint=models.CheckConstraint(condition=models.Q(('tot__isnull', True), ('tot__gte', models.F('waarde')), _connector='OR'), name='monitoring_meting_bereik'),
        ),
        migrations.AddConstraint(
            model_name='stap',
            constraint=models.UniqueConstraint(fields=('regio', 'jaar', 'nummer'), name='monitoring_stap_uniek', nulls_distinct=False),
        ),
    ]
