import django.db.models.deletion
import uuid
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('governance', '0001_initial'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='Opdracht',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('soort', models.CharField(max_length=40)),
                ('titel', models.CharField(max_length=300)),
                ('gegevens', models.JSONField(default=dict)),
                ('kenmerk', models.CharField(max_length=64)),
                ('stand', models.CharField(choices=[('wacht', 'Wacht op zijn beurt'), ('bezig', 'Wordt gemaakt'), ('klaar', 'Klaar'), ('mislukt', 'Mislukt'), ('geannuleerd', 'Geannuleerd')], default='wacht', max_length=12)),
                ('gedaan', models.PositiveIntegerField(default=0)),
                ('totaal', models.PositiveIntegerField(default=0)),
                ('bezig_met', models.CharField(blank=True, max_length=200)),
                ('aangevraagd_op', models.DateTimeField()),
                ('begonnen_op', models.DateTimeField(null=True)),
                ('klaar_op', models.DateTimeField(null=True)),
                ('hartslag', models.DateTimeField(null=True)),
                ('poging', models.PositiveSmallIntegerField(default=0)),
                ('wil_stoppen', models.BooleanField(default=False)),
                ('fout', models.TextField(blank=True)),
                ('aangevraagd_door', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='opdrachten', to=settings.AUTH_USER_MODEL)),
                ('regio', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='opdrachten', to='governance.regio')),
            ],
            options={
                'verbose_name': 'opdracht',
                'verbose_name_plural': 'opdrachten',
                'ordering': ('-aangevraagd_op', '-pk'),
            },
        ),
        migrations.CreateModel(
            name='Opbrengst',
            fields=[
                ('opdracht', models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, primary_key=True, related_name='opbrengst', serialize=False, to='opdrachten.opdracht')),
                ('naam', models.CharField(max_length=255)),
                ('inhoudstype', models.CharField(max_length=150)),
                ('inhoud', models.BinaryField()),
                ('sha256', models.CharField(max_length=64)),
                ('grootte', models.PositiveIntegerField()),
            ],
            options={
                'verbose_name': 'opbrengst',
                'verbose_name_plural': 'opbrengsten',
                'constraints': [models.CheckConstraint(condition=models.Q(('sha256', models.Func(models.Func(models.F('inhoud'), function='sha256'), models.Value('hex'), function='encode', output_field=models.CharField()))), name='opdrachten_opbrengst_hash_klopt'), models.CheckConstraint(condition=models.Q(('grootte', models.Func(models.F('inhoud'), function='octet_length', output_field=models.IntegerField()))), name='opdrachten_opbrengst_grootte_klopt')],
            },
        ),
        migrations.AddIndex(
            model_name='opdracht',
            index=models.Index(fields=['aangevraagd_door', 'regio', '-aangevraagd_op'], name='opdrachten_opdracht_van'),
        ),
        migrations.AddConstraint(
            model_name='opdracht',
            constraint=models.UniqueConstraint(condition=models.Q(('stand__in', ('wacht', 'bezig')), ('wil_stoppen', False)), fields=('aangevraagd_door', 'regio', 'kenmerk'), name='opdrachten_opdracht_een_tegelijk'),
        ),
        migrations.AddConstraint(
            model_name='opdracht',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('begonnen_op__isnull', True), ('klaar_op__isnull', True), ('stand', 'wacht')), models.Q(('begonnen_op__isnull', False), ('hartslag__isnull', False), ('klaar_op__isnull', True), ('stand', 'bezig')), models.Q(('begonnen_op__isnull', False), ('klaar_op__isnull', False), ('stand', 'klaar')), models.Q(('klaar_op__isnull', False), ('stand__in', ('mislukt', 'geannuleerd'))), _connector='OR'), name='opdrachten_opdracht_stand_klopt'),
        ),
        migrations.AddConstraint(
            model_name='opdracht',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('stand', 'mislukt'), models.Q(('fout', ''), _negated=True)), models.Q(models.Q(('stand', 'mislukt'), _negated=True), ('fout', '')), _connector='OR'), name='opdrachten_opdracht_fout_bij_mislukt'),
        ),
        migrations.AddConstraint(
            model_name='opdracht',
            constraint=models.CheckConstraint(condition=models.Q(('gedaan__lte', models.F('totaal'))), name='opdrachten_opdracht_voortgang_klopt'),
        ),
        migrations.AddConstraint(
            model_name='opdracht',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('stand', 'klaar'), _negated=True), ('gedaan', models.F('totaal')), _connector='OR'), name='opdrachten_opdracht_klaar_is_alles'),
        ),
        migrations.AddConstraint(
            model_name='opdracht',
            constraint=models.CheckConstraint(condition=models.Q(('poging__lte', 3)), name='opdrachten_opdracht_pogingen'),
        ),
    ]
