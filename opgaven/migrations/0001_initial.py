import django.db.models.constraints
import django.db.models.deletion
import django.db.models.functions.datetime
import pgtrigger.compiler
import pgtrigger.migrations
import plandocument.itemsoorten
import plandocument.sleutels
import uuid
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('governance', '0001_initial'),
        ('pghistory', '0007_auto_20250421_0444'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='Cluster',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('sleutel', models.CharField(default=plandocument.sleutels.nieuwe_sleutel, editable=False, max_length=32)),
                ('naam', models.CharField(max_length=150)),
                ('kleur', models.PositiveSmallIntegerField(default=0)),
                ('volgorde', models.PositiveSmallIntegerField()),
            ],
            options={
                'ordering': ('volgorde',),
            },
        ),
        migrations.CreateModel(
            name='Doelstelling',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('sleutel', models.CharField(default=plandocument.sleutels.nieuwe_sleutel, editable=False, max_length=32)),
                ('nummer', models.PositiveSmallIntegerField()),
                ('naam', models.CharField(max_length=200)),
                ('kort', models.CharField(blank=True, max_length=60)),
                ('omschrijving', models.TextField(blank=True)),
            ],
            options={
                'ordering': ('nummer',),
            },
        ),
        migrations.CreateModel(
            name='Hoofdstuk',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('sleutel', models.CharField(default=plandocument.sleutels.nieuwe_sleutel, editable=False, max_length=32)),
                ('titel', models.CharField(max_length=200)),
                ('volgorde', models.PositiveSmallIntegerField()),
                ('na_opgaven', models.BooleanField(default=False)),
            ],
            options={
                'ordering': ('volgorde',),
            },
        ),
        migrations.CreateModel(
            name='Item',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('sleutel', models.CharField(default=plandocument.sleutels.nieuwe_sleutel, editable=False, max_length=32)),
                ('positie', models.PositiveSmallIntegerField()),
                ('tekst', models.TextField()),
                ('groep', models.CharField(blank=True, max_length=20)),
                ('deelthema', models.CharField(blank=True, max_length=100)),
                ('status', models.CharField(blank=True, choices=plandocument.itemsoorten.statuskeuzes, max_length=20)),
                ('primair', models.BooleanField(default=False)),
                ('sectieversie', models.PositiveIntegerField(default=0, editable=False)),
            ],
            options={
                'ordering': ('sectie', 'positie'),
            },
        ),
        migrations.CreateModel(
            name='Koppeling',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('positie', models.PositiveSmallIntegerField(default=0)),
                ('gremium', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='koppelingen', to='governance.gremium')),
                ('item', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='koppelingen', to='opgaven.item')),
                ('ministerie', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='koppelingen', to='governance.ministerie')),
                ('organisatie', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='koppelingen', to='governance.organisatie')),
            ],
            options={
                'ordering': ('item', 'positie'),
            },
        ),
        migrations.CreateModel(
            name='Opgave',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('sleutel', models.CharField(default=plandocument.sleutels.nieuwe_sleutel, editable=False, max_length=32)),
                ('nummer', models.PositiveSmallIntegerField()),
                ('titel', models.CharField(max_length=250)),
                ('overzicht', models.TextField(blank=True, verbose_name='tekst in het overzicht')),
                ('status', models.CharField(choices=[('concept', 'In bewerking'), ('ter_toetsing', 'Ter toetsing'), ('akkoord', 'Akkoord')], default='concept', max_length=12)),
                ('status_sinds', models.DateTimeField(editable=False, null=True)),
                ('cluster', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='opgaven', to='opgaven.cluster')),
                ('cluster_overzicht', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to='opgaven.cluster', verbose_name='cluster in het overzicht')),
                ('status_door', models.ForeignKey(editable=False, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'ordering': ('nummer',),
            },
        ),
        migrations.CreateModel(
            name='OpgaveDoelstelling',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('doelstelling', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, to='opgaven.doelstelling')),
                ('opgave', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, to='opgaven.opgave')),
            ],
            options={
                'ordering': ('doelstelling__nummer',),
            },
        ),
        migrations.AddField(
            model_name='opgave',
            name='doelstellingen',
            field=models.ManyToManyField(related_name='opgaven', through='opgaven.OpgaveDoelstelling', to='opgaven.doelstelling'),
        ),
        migrations.CreateModel(
            name='OpgaveDoelstellingGebeurtenis',
            fields=[
                ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                ('pgh_label', models.TextField(help_text='The event label.')),
                ('id', models.BigIntegerField()),
                ('doelstelling', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='opgaven.doelstelling')),
                ('opgave', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='opgaven.opgave')),
                ('pgh_context', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context')),
                ('pgh_obj', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='opgaven.opgavedoelstelling')),
            ],
            options={
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='Plan',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('titel', models.CharField(max_length=200)),
                ('ondertitel', models.CharField(blank=True, max_length=300)),
                ('label', models.CharField(blank=True, help_text='Bijvoorbeeld: Voorbeeldplan, of 70%-versie.', max_length=100)),
                ('huidig', models.BooleanField(default=True, help_text='Het plan dat een adres zonder plan bedoelt.')),
                ('geladen_hash', models.CharField(blank=True, editable=False, max_length=64)),
                ('stand', models.UUIDField(default=uuid.uuid4, editable=False)),
                ('gewijzigd_op', models.DateTimeField(db_default=django.db.models.functions.datetime.Now(), editable=False)),
                ('regio', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='plannen', to='governance.regio')),
            ],
            options={
                'verbose_name': 'plan',
                'verbose_name_plural': 'plannen',
            },
        ),
        migrations.CreateModel(
            name='OpgaveGebeurtenis',
            fields=[
                ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                ('pgh_label', models.TextField(help_text='The event label.')),
                ('id', models.BigIntegerField()),
                ('sleutel', models.CharField(default=plandocument.sleutels.nieuwe_sleutel, editable=False, max_length=32)),
                ('nummer', models.PositiveSmallIntegerField()),
                ('titel', models.CharField(max_length=250)),
                ('overzicht', models.TextField(blank=True, verbose_name='tekst in het overzicht')),
                ('status', models.CharField(choices=[('concept', 'In bewerking'), ('ter_toetsing', 'Ter toetsing'), ('akkoord', 'Akkoord')], default='concept', max_length=12)),
                ('status_sinds', models.DateTimeField(editable=False, null=True)),
                ('cluster', models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='opgaven.cluster')),
                ('cluster_overzicht', models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='opgaven.cluster', verbose_name='cluster in het overzicht')),
                ('pgh_context', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context')),
                ('pgh_obj', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='opgaven.opgave')),
                ('status_door', models.ForeignKey(db_constraint=False, editable=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to=settings.AUTH_USER_MODEL)),
                ('plan', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='opgaven.plan')),
            ],
            options={
                'abstract': False,
            },
        ),
        migrations.AddField(
            model_name='opgave',
            name='plan',
            field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='opgaven', to='opgaven.plan'),
        ),
        migrations.CreateModel(
            name='HoofdstukGebeurtenis',
            fields=[
                ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                ('pgh_label', models.TextField(help_text='The event label.')),
                ('id', models.BigIntegerField()),
                ('sleutel', models.CharField(default=plandocument.sleutels.nieuwe_sleutel, editable=False, max_length=32)),
                ('titel', models.CharField(max_length=200)),
                ('volgorde', models.PositiveSmallIntegerField()),
                ('na_opgaven', models.BooleanField(default=False)),
                ('pgh_context', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context')),
                ('pgh_obj', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='opgaven.hoofdstuk')),
                ('plan', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='opgaven.plan')),
            ],
            options={
                'abstract': False,
            },
        ),
        migrations.AddField(
            model_name='hoofdstuk',
            name='plan',
            field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='hoofdstukken', to='opgaven.plan'),
        ),
        migrations.CreateModel(
            name='DoelstellingGebeurtenis',
            fields=[
                ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                ('pgh_label', models.TextField(help_text='The event label.')),
                ('id', models.BigIntegerField()),
                ('sleutel', models.CharField(default=plandocument.sleutels.nieuwe_sleutel, editable=False, max_length=32)),
                ('nummer', models.PositiveSmallIntegerField()),
                ('naam', models.CharField(max_length=200)),
                ('kort', models.CharField(blank=True, max_length=60)),
                ('omschrijving', models.TextField(blank=True)),
                ('pgh_context', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context')),
                ('pgh_obj', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='opgaven.doelstelling')),
                ('plan', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='opgaven.plan')),
            ],
            options={
                'abstract': False,
            },
        ),
        migrations.AddField(
            model_name='doelstelling',
            name='plan',
            field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='%(class)s_set', to='opgaven.plan'),
        ),
        migrations.CreateModel(
            name='ClusterGebeurtenis',
            fields=[
                ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                ('pgh_label', models.TextField(help_text='The event label.')),
                ('id', models.BigIntegerField()),
                ('sleutel', models.CharField(default=plandocument.sleutels.nieuwe_sleutel, editable=False, max_length=32)),
                ('naam', models.CharField(max_length=150)),
                ('kleur', models.PositiveSmallIntegerField(default=0)),
                ('volgorde', models.PositiveSmallIntegerField()),
                ('pgh_context', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context')),
                ('pgh_obj', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='opgaven.cluster')),
                ('plan', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='opgaven.plan')),
            ],
            options={
                'abstract': False,
            },
        ),
        migrations.AddField(
            model_name='cluster',
            name='plan',
            field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='%(class)s_set', to='opgaven.plan'),
        ),
        migrations.CreateModel(
            name='Afwijzing',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('afdruk', models.CharField(max_length=64)),
                ('regel', models.CharField(max_length=60)),
                ('reden', models.TextField()),
                ('op', models.DateTimeField(auto_now_add=True)),
                ('door', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('plan', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='afwijzingen', to='opgaven.plan')),
            ],
            options={
                'verbose_name': 'afwijzing',
                'verbose_name_plural': 'afwijzingen',
                'ordering': ('-op',),
            },
        ),
        migrations.CreateModel(
            name='PlanGebeurtenis',
            fields=[
                ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                ('pgh_label', models.TextField(help_text='The event label.')),
                ('id', models.BigIntegerField()),
                ('titel', models.CharField(max_length=200)),
                ('ondertitel', models.CharField(blank=True, max_length=300)),
                ('label', models.CharField(blank=True, help_text='Bijvoorbeeld: Voorbeeldplan, of 70%-versie.', max_length=100)),
                ('huidig', models.BooleanField(default=True, help_text='Het plan dat een adres zonder plan bedoelt.')),
                ('geladen_hash', models.CharField(blank=True, editable=False, max_length=64)),
                ('pgh_context', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context')),
                ('pgh_obj', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='opgaven.plan')),
                ('regio', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='governance.regio')),
            ],
            options={
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='Sectie',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('sleutel', models.CharField(default=plandocument.sleutels.nieuwe_sleutel, editable=False, max_length=32)),
                ('volgorde', models.PositiveSmallIntegerField(default=0)),
                ('titel', models.CharField(blank=True, max_length=250)),
                ('opening', models.TextField(blank=True)),
                ('slot', models.TextField(blank=True)),
                ('gedrukt', models.TextField(blank=True)),
                ('versie', models.PositiveIntegerField(default=1)),
                ('geschreven_in', models.BigIntegerField(editable=False, null=True)),
                ('gewijzigd_op', models.DateTimeField(editable=False, null=True)),
                ('gewijzigd_door', models.ForeignKey(editable=False, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('hoofdstuk', models.ForeignKey(null=True, on_delete=django.db.models.deletion.CASCADE, related_name='secties', to='opgaven.hoofdstuk')),
                ('opgave', models.ForeignKey(null=True, on_delete=django.db.models.deletion.CASCADE, related_name='secties', to='opgaven.opgave')),
                ('plan', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='secties', to='opgaven.plan')),
            ],
            options={
                'verbose_name': 'sectie',
                'ordering': ('volgorde',),
            },
        ),
        migrations.CreateModel(
            name='Klad',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('venster', models.CharField(blank=True, default='', max_length=32)),
                ('volgnummer', models.PositiveBigIntegerField(default=0)),
                ('vanaf_versie', models.PositiveIntegerField()),
                ('velden', models.JSONField(default=dict)),
                ('bewaard_op', models.DateTimeField(auto_now=True)),
                ('user', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='kladjes', to=settings.AUTH_USER_MODEL)),
                ('sectie', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='kladjes', to='opgaven.sectie')),
            ],
            options={
                'verbose_name': 'klad',
                'verbose_name_plural': 'kladjes',
                'ordering': ('-bewaard_op',),
            },
        ),
        migrations.CreateModel(
            name='ItemGebeurtenis',
            fields=[
                ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                ('pgh_label', models.TextField(help_text='The event label.')),
                ('id', models.BigIntegerField()),
                ('sleutel', models.CharField(default=plandocument.sleutels.nieuwe_sleutel, editable=False, max_length=32)),
                ('positie', models.PositiveSmallIntegerField()),
                ('tekst', models.TextField()),
                ('groep', models.CharField(blank=True, max_length=20)),
                ('deelthema', models.CharField(blank=True, max_length=100)),
                ('status', models.CharField(blank=True, choices=plandocument.itemsoorten.statuskeuzes, max_length=20)),
                ('primair', models.BooleanField(default=False)),
                ('sectieversie', models.PositiveIntegerField(default=0, editable=False)),
                ('pgh_context', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context')),
                ('pgh_obj', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='opgaven.item')),
                ('sectie', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='opgaven.sectie')),
            ],
            options={
                'abstract': False,
            },
        ),
        migrations.AddField(
            model_name='item',
            name='sectie',
            field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='items', to='opgaven.sectie'),
        ),
        migrations.CreateModel(
            name='Aanwezigheid',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('sinds', models.DateTimeField()),
                ('gezien_op', models.DateTimeField()),
                ('user', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('sectie', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='aanwezigen', to='opgaven.sectie')),
            ],
            options={
                'verbose_name': 'aanwezigheid',
                'verbose_name_plural': 'aanwezigheden',
            },
        ),
        migrations.CreateModel(
            name='Sectiesoort',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('code', models.SlugField()),
                ('letter', models.CharField(max_length=2)),
                ('naam', models.CharField(max_length=100)),
                ('itemsoort', models.CharField(blank=True, choices=plandocument.itemsoorten.keuzes, max_length=20)),
                ('volgorde', models.PositiveSmallIntegerField()),
                ('plan', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='sectiesoorten', to='opgaven.plan')),
            ],
            options={
                'ordering': ('volgorde',),
            },
        ),
        migrations.CreateModel(
            name='SectieGebeurtenis',
            fields=[
                ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                ('pgh_label', models.TextField(help_text='The event label.')),
                ('id', models.BigIntegerField()),
                ('sleutel', models.CharField(default=plandocument.sleutels.nieuwe_sleutel, editable=False, max_length=32)),
                ('volgorde', models.PositiveSmallIntegerField(default=0)),
                ('titel', models.CharField(blank=True, max_length=250)),
                ('opening', models.TextField(blank=True)),
                ('slot', models.TextField(blank=True)),
                ('gedrukt', models.TextField(blank=True)),
                ('versie', models.PositiveIntegerField(default=1)),
                ('gewijzigd_op', models.DateTimeField(editable=False, null=True)),
                ('gewijzigd_door', models.ForeignKey(db_constraint=False, editable=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to=settings.AUTH_USER_MODEL)),
                ('hoofdstuk', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='opgaven.hoofdstuk')),
                ('opgave', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='opgaven.opgave')),
                ('pgh_context', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context')),
                ('pgh_obj', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='opgaven.sectie')),
                ('plan', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='opgaven.plan')),
                ('soort', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='opgaven.sectiesoort')),
            ],
            options={
                'abstract': False,
            },
        ),
        migrations.AddField(
            model_name='sectie',
            name='soort',
            field=models.ForeignKey(null=True, on_delete=django.db.models.deletion.CASCADE, related_name='secties', to='opgaven.sectiesoort'),
        ),
        migrations.CreateModel(
            name='SectiesoortGebeurtenis',
            fields=[
                ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                ('pgh_label', models.TextField(help_text='The event label.')),
                ('id', models.BigIntegerField()),
                ('code', models.SlugField(db_index=False)),
                ('letter', models.CharField(max_length=2)),
                ('naam', models.CharField(max_length=100)),
                ('itemsoort', models.CharField(blank=True, choices=plandocument.itemsoorten.keuzes, max_length=20)),
                ('volgorde', models.PositiveSmallIntegerField()),
                ('pgh_context', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context')),
                ('pgh_obj', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='opgaven.sectiesoort')),
                ('plan', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='opgaven.plan')),
            ],
            options={
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='Traject',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('code', models.CharField(max_length=60)),
                ('naam', models.CharField(max_length=200)),
                ('soort', models.CharField(blank=True, max_length=80)),
                ('periode', models.CharField(blank=True, max_length=100)),
                ('bedrag', models.CharField(blank=True, max_length=200)),
                ('status', models.CharField(choices=[('loopt', 'Loopt'), ('in_ontwikkeling', 'In ontwikkeling'), ('stilgelegd', 'Stilgelegd'), ('afgerond', 'Afgerond'), ('onbekend', 'Onbekend')], default='onbekend', max_length=20)),
                ('toelichting', models.TextField(blank=True)),
                ('ministeries', models.ManyToManyField(blank=True, related_name='trajecten', to='governance.ministerie')),
                ('regio', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='trajecten', to='governance.regio')),
            ],
            options={
                'verbose_name': 'traject',
                'verbose_name_plural': 'trajecten',
                'ordering': ('naam',),
            },
        ),
        migrations.CreateModel(
            name='KoppelingGebeurtenis',
            fields=[
                ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                ('pgh_label', models.TextField(help_text='The event label.')),
                ('id', models.BigIntegerField()),
                ('positie', models.PositiveSmallIntegerField(default=0)),
                ('gremium', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='governance.gremium')),
                ('item', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='opgaven.item')),
                ('ministerie', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='governance.ministerie')),
                ('organisatie', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='governance.organisatie')),
                ('pgh_context', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context')),
                ('pgh_obj', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='opgaven.koppeling')),
                ('traject', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='opgaven.traject')),
            ],
            options={
                'abstract': False,
            },
        ),
        migrations.AddField(
            model_name='koppeling',
            name='traject',
            field=models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='koppelingen', to='opgaven.traject'),
        ),
        migrations.CreateModel(
            name='Uitgangspunt',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('sleutel', models.CharField(default=plandocument.sleutels.nieuwe_sleutel, editable=False, max_length=32)),
                ('nummer', models.PositiveSmallIntegerField()),
                ('naam', models.CharField(max_length=200)),
                ('omschrijving', models.TextField(blank=True)),
                ('plan', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='%(class)s_set', to='opgaven.plan')),
            ],
            options={
                'ordering': ('nummer',),
            },
        ),
        migrations.CreateModel(
            name='UitgangspuntGebeurtenis',
            fields=[
                ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                ('pgh_label', models.TextField(help_text='The event label.')),
                ('id', models.BigIntegerField()),
                ('sleutel', models.CharField(default=plandocument.sleutels.nieuwe_sleutel, editable=False, max_length=32)),
                ('nummer', models.PositiveSmallIntegerField()),
                ('naam', models.CharField(max_length=200)),
                ('omschrijving', models.TextField(blank=True)),
                ('pgh_context', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context')),
                ('pgh_obj', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='opgaven.uitgangspunt')),
                ('plan', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='opgaven.plan')),
            ],
            options={
                'abstract': False,
            },
        ),
        migrations.AddConstraint(
            model_name='opgavedoelstelling',
            constraint=models.UniqueConstraint(fields=('opgave', 'doelstelling'), name='opgaven_doelstelling_eenmaal'),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='opgavedoelstelling',
            trigger=pgtrigger.compiler.Trigger(name='nieuwe_stand', sql=pgtrigger.compiler.UpsertTriggerSql(func="IF TG_OP = 'DELETE' THEN UPDATE opgaven_plan SET gewijzigd_op = now() WHERE id = (SELECT o.plan_id FROM opgaven_opgave o WHERE o.id = OLD.opgave_id); ELSE UPDATE opgaven_plan SET gewijzigd_op = now() WHERE id = (SELECT o.plan_id FROM opgaven_opgave o WHERE o.id = NEW.opgave_id); END IF; RETURN NULL;", hash='251862827c3572ae9a58a4b0ed666a4c94e95037', operation='INSERT OR UPDATE OR DELETE', pgid='pgtrigger_nieuwe_stand_291b7', table='opgaven_opgavedoelstelling', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='opgavedoelstelling',
            trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "opgaven_opgavedoelstellinggebeurtenis" ("doelstelling_id", "id", "opgave_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id") VALUES (NEW."doelstelling_id", NEW."id", NEW."opgave_id", _pgh_attach_context(), NOW(), \'insert\', NEW."id"); RETURN NULL;', hash='36230fef646c01762891c4e4023548f434ae094a', operation='INSERT', pgid='pgtrigger_insert_insert_cd353', table='opgaven_opgavedoelstelling', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='opgavedoelstelling',
            trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "opgaven_opgavedoelstellinggebeurtenis" ("doelstelling_id", "id", "opgave_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id") VALUES (NEW."doelstelling_id", NEW."id", NEW."opgave_id", _pgh_attach_context(), NOW(), \'update\', NEW."id"); RETURN NULL;', hash='6c10732bc56c3b81294f157bdaace39911506f0f', operation='UPDATE', pgid='pgtrigger_update_update_15aff', table='opgaven_opgavedoelstelling', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='opgavedoelstelling',
            trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "opgaven_opgavedoelstellinggebeurtenis" ("doelstelling_id", "id", "opgave_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id") VALUES (OLD."doelstelling_id", OLD."id", OLD."opgave_id", _pgh_attach_context(), NOW(), \'delete\', OLD."id"); RETURN NULL;', hash='b3557719f4f6f6837bf4a7396ee9383b89ec1b0b', operation='DELETE', pgid='pgtrigger_delete_delete_28820', table='opgaven_opgavedoelstelling', when='AFTER')),
        ),
        migrations.AddConstraint(
            model_name='plan',
            constraint=models.UniqueConstraint(condition=models.Q(('huidig', True)), fields=('regio',), name='opgaven_plan_een_huidig_per_regio'),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='plan',
            trigger=pgtrigger.compiler.Trigger(name='stand_is_altijd_nieuw', sql=pgtrigger.compiler.UpsertTriggerSql(func='NEW.stand = gen_random_uuid(); NEW.gewijzigd_op = now(); RETURN NEW;', hash='2d908817181e1b9fe75555320f8eec1f357a6e77', operation='UPDATE', pgid='pgtrigger_stand_is_altijd_nieuw_40b8b', table='opgaven_plan', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='plan',
            trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "opgaven_plangebeurtenis" ("geladen_hash", "huidig", "id", "label", "ondertitel", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "regio_id", "titel") VALUES (NEW."geladen_hash", NEW."huidig", NEW."id", NEW."label", NEW."ondertitel", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."regio_id", NEW."titel"); RETURN NULL;', hash='9fb144641eb558e426271d896dff4b8605662d0d', operation='INSERT', pgid='pgtrigger_insert_insert_2b0a3', table='opgaven_plan', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='plan',
            trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD."geladen_hash" IS DISTINCT FROM (NEW."geladen_hash") OR OLD."huidig" IS DISTINCT FROM (NEW."huidig") OR OLD."id" IS DISTINCT FROM (NEW."id") OR OLD."label" IS DISTINCT FROM (NEW."label") OR OLD."ondertitel" IS DISTINCT FROM (NEW."ondertitel") OR OLD."regio_id" IS DISTINCT FROM (NEW."regio_id") OR OLD."titel" IS DISTINCT FROM (NEW."titel"))', func='INSERT INTO "opgaven_plangebeurtenis" ("geladen_hash", "huidig", "id", "label", "ondertitel", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "regio_id", "titel") VALUES (NEW."geladen_hash", NEW."huidig", NEW."id", NEW."label", NEW."ondertitel", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."regio_id", NEW."titel"); RETURN NULL;', hash='35eb7c580957bb73aaf3ae9a6197a4cde62e531d', operation='UPDATE', pgid='pgtrigger_update_update_590db', table='opgaven_plan', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='plan',
            trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "opgaven_plangebeurtenis" ("geladen_hash", "huidig", "id", "label", "ondertitel", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "regio_id", "titel") VALUES (OLD."geladen_hash", OLD."huidig", OLD."id", OLD."label", OLD."ondertitel", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."regio_id", OLD."titel"); RETURN NULL;', hash='af3e2e6bf1b26eec205ac344274159c97b8143bf', operation='DELETE', pgid='pgtrigger_delete_delete_c781d', table='opgaven_plan', when='AFTER')),
        ),
        migrations.AddConstraint(
            model_name='opgave',
            constraint=models.UniqueConstraint(fields=('plan', 'sleutel'), name='opgaven_opgave_sleutel_uniek'),
        ),
        migrations.AddConstraint(
            model_name='opgave',
            constraint=models.UniqueConstraint(deferrable=django.db.models.constraints.Deferrable['DEFERRED'], fields=('plan', 'nummer'), name='opgaven_opgave_nummer_uniek'),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='opgave',
            trigger=pgtrigger.compiler.Trigger(name='nieuwe_stand', sql=pgtrigger.compiler.UpsertTriggerSql(func="IF TG_OP = 'DELETE' THEN UPDATE opgaven_plan SET gewijzigd_op = now() WHERE id = (OLD.plan_id); ELSE UPDATE opgaven_plan SET gewijzigd_op = now() WHERE id = (NEW.plan_id); END IF; RETURN NULL;", hash='b8845bb49f7cda4c71f2b0ebfbcab93fce8cd393', operation='INSERT OR UPDATE OR DELETE', pgid='pgtrigger_nieuwe_stand_8f5dd', table='opgaven_opgave', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='opgave',
            trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "opgaven_opgavegebeurtenis" ("cluster_id", "cluster_overzicht_id", "id", "nummer", "overzicht", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "plan_id", "sleutel", "status", "status_door_id", "status_sinds", "titel") VALUES (NEW."cluster_id", NEW."cluster_overzicht_id", NEW."id", NEW."nummer", NEW."overzicht", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."plan_id", NEW."sleutel", NEW."status", NEW."status_door_id", NEW."status_sinds", NEW."titel"); RETURN NULL;', hash='712ed3b7cbf9658d56a84b3f3261451a3c548d59', operation='INSERT', pgid='pgtrigger_insert_insert_8c782', table='opgaven_opgave', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='opgave',
            trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "opgaven_opgavegebeurtenis" ("cluster_id", "cluster_overzicht_id", "id", "nummer", "overzicht", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "plan_id", "sleutel", "status", "status_door_id", "status_sinds", "titel") VALUES (NEW."cluster_id", NEW."cluster_overzicht_id", NEW."id", NEW."nummer", NEW."overzicht", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."plan_id", NEW."sleutel", NEW."status", NEW."status_door_id", NEW."status_sinds", NEW."titel"); RETURN NULL;', hash='466882e34a914e19551591b6450490209463e69f', operation='UPDATE', pgid='pgtrigger_update_update_71c6a', table='opgaven_opgave', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='opgave',
            trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "opgaven_opgavegebeurtenis" ("cluster_id", "cluster_overzicht_id", "id", "nummer", "overzicht", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "plan_id", "sleutel", "status", "status_door_id", "status_sinds", "titel") VALUES (OLD."cluster_id", OLD."cluster_overzicht_id", OLD."id", OLD."nummer", OLD."overzicht", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."plan_id", OLD."sleutel", OLD."status", OLD."status_door_id", OLD."status_sinds", OLD."titel"); RETURN NULL;', hash='82810bb3f9177c9e798a9e00d261d670e12ee33e', operation='DELETE', pgid='pgtrigger_delete_delete_060c9', table='opgaven_opgave', when='AFTER')),
        ),
        migrations.AddConstraint(
            model_name='hoofdstuk',
            constraint=models.UniqueConstraint(fields=('plan', 'sleutel'), name='opgaven_hoofdstuk_sleutel_uniek'),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='hoofdstuk',
            trigger=pgtrigger.compiler.Trigger(name='nieuwe_stand', sql=pgtrigger.compiler.UpsertTriggerSql(func="IF TG_OP = 'DELETE' THEN UPDATE opgaven_plan SET gewijzigd_op = now() WHERE id = (OLD.plan_id); ELSE UPDATE opgaven_plan SET gewijzigd_op = now() WHERE id = (NEW.plan_id); END IF; RETURN NULL;", hash='dea43c558cd652b255d8ea2047157d65d63908b1', operation='INSERT OR UPDATE OR DELETE', pgid='pgtrigger_nieuwe_stand_3a597', table='opgaven_hoofdstuk', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='hoofdstuk',
            trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "opgaven_hoofdstukgebeurtenis" ("id", "na_opgaven", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "plan_id", "sleutel", "titel", "volgorde") VALUES (NEW."id", NEW."na_opgaven", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."plan_id", NEW."sleutel", NEW."titel", NEW."volgorde"); RETURN NULL;', hash='03b409bebc3368e0e06bfb218aef87d7ef66835d', operation='INSERT', pgid='pgtrigger_insert_insert_57685', table='opgaven_hoofdstuk', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='hoofdstuk',
            trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "opgaven_hoofdstukgebeurtenis" ("id", "na_opgaven", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "plan_id", "sleutel", "titel", "volgorde") VALUES (NEW."id", NEW."na_opgaven", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."plan_id", NEW."sleutel", NEW."titel", NEW."volgorde"); RETURN NULL;', hash='8b3be572f0e83cf84c2002211830ed6553afafd8', operation='UPDATE', pgid='pgtrigger_update_update_70e7b', table='opgaven_hoofdstuk', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='hoofdstuk',
            trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "opgaven_hoofdstukgebeurtenis" ("id", "na_opgaven", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "plan_id", "sleutel", "titel", "volgorde") VALUES (OLD."id", OLD."na_opgaven", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."plan_id", OLD."sleutel", OLD."titel", OLD."volgorde"); RETURN NULL;', hash='87417d16358993c1b512c497ef4fff647504ced3', operation='DELETE', pgid='pgtrigger_delete_delete_29314', table='opgaven_hoofdstuk', when='AFTER')),
        ),
        migrations.AddConstraint(
            model_name='doelstelling',
            constraint=models.UniqueConstraint(fields=('plan', 'sleutel'), name='opgaven_doelstelling_sleutel_uniek'),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='doelstelling',
            trigger=pgtrigger.compiler.Trigger(name='nieuwe_stand', sql=pgtrigger.compiler.UpsertTriggerSql(func="IF TG_OP = 'DELETE' THEN UPDATE opgaven_plan SET gewijzigd_op = now() WHERE id = (OLD.plan_id); ELSE UPDATE opgaven_plan SET gewijzigd_op = now() WHERE id = (NEW.plan_id); END IF; RETURN NULL;", hash='9c6c5d1d377938e31cda0ebfc25cd9bb4852ec0b', operation='INSERT OR UPDATE OR DELETE', pgid='pgtrigger_nieuwe_stand_4b547', table='opgaven_doelstelling', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='doelstelling',
            trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "opgaven_doelstellinggebeurtenis" ("id", "kort", "naam", "nummer", "omschrijving", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "plan_id", "sleutel") VALUES (NEW."id", NEW."kort", NEW."naam", NEW."nummer", NEW."omschrijving", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."plan_id", NEW."sleutel"); RETURN NULL;', hash='08899b0a8b9867f0f4dc6adce95a95d824b5af94', operation='INSERT', pgid='pgtrigger_insert_insert_27bdb', table='opgaven_doelstelling', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='doelstelling',
            trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "opgaven_doelstellinggebeurtenis" ("id", "kort", "naam", "nummer", "omschrijving", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "plan_id", "sleutel") VALUES (NEW."id", NEW."kort", NEW."naam", NEW."nummer", NEW."omschrijving", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."plan_id", NEW."sleutel"); RETURN NULL;', hash='5267f306c353a7f1d91f8f586705a571f1761d92', operation='UPDATE', pgid='pgtrigger_update_update_2395e', table='opgaven_doelstelling', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='doelstelling',
            trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "opgaven_doelstellinggebeurtenis" ("id", "kort", "naam", "nummer", "omschrijving", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "plan_id", "sleutel") VALUES (OLD."id", OLD."kort", OLD."naam", OLD."nummer", OLD."omschrijving", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."plan_id", OLD."sleutel"); RETURN NULL;', hash='3f3851123990a8c4eb075506560f789ab1171961', operation='DELETE', pgid='pgtrigger_delete_delete_112dd', table='opgaven_doelstelling', when='AFTER')),
        ),
        migrations.AddConstraint(
            model_name='cluster',
            constraint=models.UniqueConstraint(fields=('plan', 'sleutel'), name='opgaven_cluster_sleutel_uniek'),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='cluster',
            trigger=pgtrigger.compiler.Trigger(name='nieuwe_stand', sql=pgtrigger.compiler.UpsertTriggerSql(func="IF TG_OP = 'DELETE' THEN UPDATE opgaven_plan SET gewijzigd_op = now() WHERE id = (OLD.plan_id); ELSE UPDATE opgaven_plan SET gewijzigd_op = now() WHERE id = (NEW.plan_id); END IF; RETURN NULL;", hash='be9dc69b502a1365a8acaca49544abc0411c6f99', operation='INSERT OR UPDATE OR DELETE', pgid='pgtrigger_nieuwe_stand_6b2a8', table='opgaven_cluster', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='cluster',
            trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "opgaven_clustergebeurtenis" ("id", "kleur", "naam", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "plan_id", "sleutel", "volgorde") VALUES (NEW."id", NEW."kleur", NEW."naam", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."plan_id", NEW."sleutel", NEW."volgorde"); RETURN NULL;', hash='9e1324ef24a1fbfb243cfe0d16d744576ab4bd3b', operation='INSERT', pgid='pgtrigger_insert_insert_62bec', table='opgaven_cluster', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='cluster',
            trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "opgaven_clustergebeurtenis" ("id", "kleur", "naam", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "plan_id", "sleutel", "volgorde") VALUES (NEW."id", NEW."kleur", NEW."naam", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."plan_id", NEW."sleutel", NEW."volgorde"); RETURN NULL;', hash='c55db166dc854420b1d81956ea9240a4a1ba3885', operation='UPDATE', pgid='pgtrigger_update_update_bc056', table='opgaven_cluster', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='cluster',
            trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "opgaven_clustergebeurtenis" ("id", "kleur", "naam", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "plan_id", "sleutel", "volgorde") VALUES (OLD."id", OLD."kleur", OLD."naam", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."plan_id", OLD."sleutel", OLD."volgorde"); RETURN NULL;', hash='1690b73758eb63a7ae148613e23868b4053e8db0', operation='DELETE', pgid='pgtrigger_delete_delete_58827', table='opgaven_cluster', when='AFTER')),
        ),
        migrations.AddConstraint(
            model_name='afwijzing',
            constraint=models.UniqueConstraint(fields=('plan', 'afdruk'), name='opgaven_afwijzing_eenmaal'),
        ),
        migrations.AddConstraint(
            model_name='afwijzing',
            constraint=models.CheckConstraint(condition=models.Q(('reden', ''), _negated=True), name='opgaven_afwijzing_met_reden'),
        ),
        migrations.AddConstraint(
            model_name='klad',
            constraint=models.UniqueConstraint(fields=('user', 'sectie', 'venster'), name='opgaven_klad_een_per_venster'),
        ),
        migrations.AddConstraint(
            model_name='item',
            constraint=models.UniqueConstraint(fields=('sectie', 'sleutel'), name='opgaven_item_sleutel_uniek'),
        ),
        migrations.AddConstraint(
            model_name='item',
            constraint=models.UniqueConstraint(deferrable=django.db.models.constraints.Deferrable['DEFERRED'], fields=('sectie', 'positie'), name='opgaven_item_positie_uniek'),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='item',
            trigger=pgtrigger.compiler.Trigger(name='sectie_is_aan_de_beurt', sql=pgtrigger.compiler.UpsertTriggerSql(func="\n            IF TG_OP <> 'INSERT' THEN \n        IF EXISTS (\n            SELECT 1 FROM opgaven_sectie s WHERE s.id = (OLD.sectie_id)\n            AND s.geschreven_in IS DISTINCT FROM pg_current_xact_id()::text::bigint\n        ) THEN\n            RAISE EXCEPTION 'sectie %: verhoog eerst de versie', (OLD.sectie_id) USING ERRCODE = 'NP001';\n        END IF;\n     END IF;\n            IF TG_OP <> 'DELETE' THEN \n        IF EXISTS (\n            SELECT 1 FROM opgaven_sectie s WHERE s.id = (NEW.sectie_id)\n            AND s.geschreven_in IS DISTINCT FROM pg_current_xact_id()::text::bigint\n        ) THEN\n            RAISE EXCEPTION 'sectie %: verhoog eerst de versie', (NEW.sectie_id) USING ERRCODE = 'NP001';\n        END IF;\n     NEW.sectieversie = (SELECT s.versie FROM opgaven_sectie s WHERE s.id = NEW.sectie_id); RETURN NEW; END IF;\n            RETURN OLD;\n        ", hash='f3e5180093fcbccdd50d8577438bc65a2ce64b09', operation='INSERT OR UPDATE OR DELETE', pgid='pgtrigger_sectie_is_aan_de_beurt_2ca39', table='opgaven_item', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='item',
            trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "opgaven_itemgebeurtenis" ("deelthema", "groep", "id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "positie", "primair", "sectie_id", "sectieversie", "sleutel", "status", "tekst") VALUES (NEW."deelthema", NEW."groep", NEW."id", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."positie", NEW."primair", NEW."sectie_id", NEW."sectieversie", NEW."sleutel", NEW."status", NEW."tekst"); RETURN NULL;', hash='95121ee0f348050cb616dbf30bbc19e9bad88df4', operation='INSERT', pgid='pgtrigger_insert_insert_d7555', table='opgaven_item', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='item',
            trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "opgaven_itemgebeurtenis" ("deelthema", "groep", "id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "positie", "primair", "sectie_id", "sectieversie", "sleutel", "status", "tekst") VALUES (NEW."deelthema", NEW."groep", NEW."id", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."positie", NEW."primair", NEW."sectie_id", NEW."sectieversie", NEW."sleutel", NEW."status", NEW."tekst"); RETURN NULL;', hash='99c71d5df8552675d910ed7c1b18a758548630e8', operation='UPDATE', pgid='pgtrigger_update_update_a317e', table='opgaven_item', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='item',
            trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "opgaven_itemgebeurtenis" ("deelthema", "groep", "id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "positie", "primair", "sectie_id", "sectieversie", "sleutel", "status", "tekst") VALUES (OLD."deelthema", OLD."groep", OLD."id", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."positie", OLD."primair", OLD."sectie_id", OLD."sectieversie", OLD."sleutel", OLD."status", OLD."tekst"); RETURN NULL;', hash='34e7a70445306db0b9345d0fedb9a78b668ed23d', operation='DELETE', pgid='pgtrigger_delete_delete_af889', table='opgaven_item', when='AFTER')),
        ),
        migrations.AddConstraint(
            model_name='aanwezigheid',
            constraint=models.UniqueConstraint(fields=('user', 'sectie'), name='opgaven_aanwezigheid_eenmaal'),
        ),
        migrations.AddConstraint(
            model_name='sectiesoort',
            constraint=models.UniqueConstraint(fields=('plan', 'code'), name='opgaven_sectiesoort_code_uniek'),
        ),
        migrations.AddConstraint(
            model_name='sectiesoort',
            constraint=models.UniqueConstraint(deferrable=django.db.models.constraints.Deferrable['DEFERRED'], fields=('plan', 'letter'), name='opgaven_sectiesoort_letter_uniek'),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='sectiesoort',
            trigger=pgtrigger.compiler.Trigger(name='nieuwe_stand', sql=pgtrigger.compiler.UpsertTriggerSql(func="IF TG_OP = 'DELETE' THEN UPDATE opgaven_plan SET gewijzigd_op = now() WHERE id = (OLD.plan_id); ELSE UPDATE opgaven_plan SET gewijzigd_op = now() WHERE id = (NEW.plan_id); END IF; RETURN NULL;", hash='6ad6798e53cfca5a27571e445e6a6a814336938a', operation='INSERT OR UPDATE OR DELETE', pgid='pgtrigger_nieuwe_stand_8c62a', table='opgaven_sectiesoort', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='sectiesoort',
            trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "opgaven_sectiesoortgebeurtenis" ("code", "id", "itemsoort", "letter", "naam", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "plan_id", "volgorde") VALUES (NEW."code", NEW."id", NEW."itemsoort", NEW."letter", NEW."naam", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."plan_id", NEW."volgorde"); RETURN NULL;', hash='38fe075f1ce92f913ccd898251c9dfb522645e42', operation='INSERT', pgid='pgtrigger_insert_insert_8d39a', table='opgaven_sectiesoort', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='sectiesoort',
            trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "opgaven_sectiesoortgebeurtenis" ("code", "id", "itemsoort", "letter", "naam", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "plan_id", "volgorde") VALUES (NEW."code", NEW."id", NEW."itemsoort", NEW."letter", NEW."naam", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."plan_id", NEW."volgorde"); RETURN NULL;', hash='530e170ceecd202f0d33ff2cd7f152ec08a7ccbc', operation='UPDATE', pgid='pgtrigger_update_update_91e4d', table='opgaven_sectiesoort', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='sectiesoort',
            trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "opgaven_sectiesoortgebeurtenis" ("code", "id", "itemsoort", "letter", "naam", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "plan_id", "volgorde") VALUES (OLD."code", OLD."id", OLD."itemsoort", OLD."letter", OLD."naam", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."plan_id", OLD."volgorde"); RETURN NULL;', hash='332ef911e98e47d2d6a4a777ee85a0d2da1cc634', operation='DELETE', pgid='pgtrigger_delete_delete_f97ab', table='opgaven_sectiesoort', when='AFTER')),
        ),
        migrations.AddConstraint(
            model_name='sectie',
            constraint=models.UniqueConstraint(fields=('plan', 'sleutel'), name='opgaven_sectie_sleutel_uniek'),
        ),
        migrations.AddConstraint(
            model_name='sectie',
            constraint=models.UniqueConstraint(fields=('opgave', 'soort'), name='opgaven_sectie_soort_eenmaal_per_opgave'),
        ),
        migrations.AddConstraint(
            model_name='sectie',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('hoofdstuk__isnull', True), ('opgave__isnull', False), ('soort__isnull', False)), models.Q(('hoofdstuk__isnull', False), ('opgave__isnull', True), ('soort__isnull', True)), _connector='OR'), name='opgaven_sectie_in_fiche_of_hoofdstuk'),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='sectie',
            trigger=pgtrigger.compiler.Trigger(name='versie_loopt_op', sql=pgtrigger.compiler.UpsertTriggerSql(func="\n            IF TG_OP = 'UPDATE' AND NEW.versie IS DISTINCT FROM OLD.versie + 1 THEN\n                RAISE EXCEPTION 'sectie %: versie % kan niet volgen op %', OLD.id, NEW.versie, OLD.versie\n                    USING ERRCODE = 'NP001';\n            END IF;\n            NEW.geschreven_in = pg_current_xact_id()::text::bigint;\n            NEW.gewijzigd_op = now();\n            RETURN NEW;\n        ", hash='1a2c08623d9011d4bb2a0fbc79c114f262254d25', operation='INSERT OR UPDATE', pgid='pgtrigger_versie_loopt_op_a64f3', table='opgaven_sectie', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='sectie',
            trigger=pgtrigger.compiler.Trigger(name='akkoord_is_dicht', sql=pgtrigger.compiler.UpsertTriggerSql(declare='DECLARE staat varchar;', func="\n            SELECT o.status INTO staat FROM opgaven_opgave o WHERE o.id = NEW.opgave_id FOR SHARE;\n            IF staat = 'akkoord' THEN\n                RAISE EXCEPTION 'opgave %: de fiche is akkoord', NEW.opgave_id USING ERRCODE = 'NP002';\n            END IF;\n            RETURN NEW;\n        ", hash='c9b430330d02370ffabe45e13ae82219f0d49e1f', operation='INSERT OR UPDATE', pgid='pgtrigger_akkoord_is_dicht_36b57', table='opgaven_sectie', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='sectie',
            trigger=pgtrigger.compiler.Trigger(name='nieuwe_stand', sql=pgtrigger.compiler.UpsertTriggerSql(func="IF TG_OP = 'DELETE' THEN UPDATE opgaven_plan SET gewijzigd_op = now() WHERE id = (OLD.plan_id); ELSE UPDATE opgaven_plan SET gewijzigd_op = now() WHERE id = (NEW.plan_id); END IF; RETURN NULL;", hash='e11bb2bc9fcc758b7337e039197a2ec5a076563b', operation='INSERT OR UPDATE OR DELETE', pgid='pgtrigger_nieuwe_stand_0d02f', table='opgaven_sectie', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='sectie',
            trigger=pgtrigger.compiler.Trigger(name='items_gaan_mee', sql=pgtrigger.compiler.UpsertTriggerSql(func='UPDATE opgaven_item SET sectieversie = NEW.versie WHERE sectie_id = NEW.id; RETURN NULL;', hash='e1d765deb670435c83b4371e43bcc632d74932cd', operation='UPDATE', pgid='pgtrigger_items_gaan_mee_752f8', table='opgaven_sectie', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='sectie',
            trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "opgaven_sectiegebeurtenis" ("gedrukt", "gewijzigd_door_id", "gewijzigd_op", "hoofdstuk_id", "id", "opening", "opgave_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "plan_id", "sleutel", "slot", "soort_id", "titel", "versie", "volgorde") VALUES (NEW."gedrukt", NEW."gewijzigd_door_id", NEW."gewijzigd_op", NEW."hoofdstuk_id", NEW."id", NEW."opening", NEW."opgave_id", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."plan_id", NEW."sleutel", NEW."slot", NEW."soort_id", NEW."titel", NEW."versie", NEW."volgorde"); RETURN NULL;', hash='0be53ca09236fde1c034cafd6f3818cbcb663b6b', operation='INSERT', pgid='pgtrigger_insert_insert_ee60f', table='opgaven_sectie', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='sectie',
            trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD."gedrukt" IS DISTINCT FROM (NEW."gedrukt") OR OLD."gewijzigd_door_id" IS DISTINCT FROM (NEW."gewijzigd_door_id") OR OLD."gewijzigd_op" IS DISTINCT FROM (NEW."gewijzigd_op") OR OLD."hoofdstuk_id" IS DISTINCT FROM (NEW."hoofdstuk_id") OR OLD."id" IS DISTINCT FROM (NEW."id") OR OLD."opening" IS DISTINCT FROM (NEW."opening") OR OLD."opgave_id" IS DISTINCT FROM (NEW."opgave_id") OR OLD."plan_id" IS DISTINCT FROM (NEW."plan_id") OR OLD."sleutel" IS DISTINCT FROM (NEW."sleutel") OR OLD."slot" IS DISTINCT FROM (NEW."slot") OR OLD."soort_id" IS DISTINCT FROM (NEW."soort_id") OR OLD."titel" IS DISTINCT FROM (NEW."titel") OR OLD."versie" IS DISTINCT FROM (NEW."versie") OR OLD."volgorde" IS DISTINCT FROM (NEW."volgorde"))', func='INSERT INTO "opgaven_sectiegebeurtenis" ("gedrukt", "gewijzigd_door_id", "gewijzigd_op", "hoofdstuk_id", "id", "opening", "opgave_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "plan_id", "sleutel", "slot", "soort_id", "titel", "versie", "volgorde") VALUES (NEW."gedrukt", NEW."gewijzigd_door_id", NEW."gewijzigd_op", NEW."hoofdstuk_id", NEW."id", NEW."opening", NEW."opgave_id", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."plan_id", NEW."sleutel", NEW."slot", NEW."soort_id", NEW."titel", NEW."versie", NEW."volgorde"); RETURN NULL;', hash='a14b00e3e99c63278d7fab54f8f97f0c3c16ef7b', operation='UPDATE', pgid='pgtrigger_update_update_ef96b', table='opgaven_sectie', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='sectie',
            trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "opgaven_sectiegebeurtenis" ("gedrukt", "gewijzigd_door_id", "gewijzigd_op", "hoofdstuk_id", "id", "opening", "opgave_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "plan_id", "sleutel", "slot", "soort_id", "titel", "versie", "volgorde") VALUES (OLD."gedrukt", OLD."gewijzigd_door_id", OLD."gewijzigd_op", OLD."hoofdstuk_id", OLD."id", OLD."opening", OLD."opgave_id", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."plan_id", OLD."sleutel", OLD."slot", OLD."soort_id", OLD."titel", OLD."versie", OLD."volgorde"); RETURN NULL;', hash='fd63385d86204035c09d61d4f44771d013f707b5', operation='DELETE', pgid='pgtrigger_delete_delete_920d4', table='opgaven_sectie', when='AFTER')),
        ),
        migrations.AddConstraint(
            model_name='traject',
            constraint=models.UniqueConstraint(fields=('regio', 'code'), name='opgaven_traject_code_uniek'),
        ),
        migrations.AddConstraint(
            model_name='koppeling',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(models.Q(('gremium__isnull', True), ('ministerie__isnull', False), ('organisatie__isnull', True), ('traject__isnull', True)), models.Q(('gremium__isnull', False), ('ministerie__isnull', True), ('organisatie__isnull', True), ('traject__isnull', True)), models.Q(('gremium__isnull', True), ('ministerie__isnull', True), ('organisatie__isnull', False), ('traject__isnull', True)), models.Q(('gremium__isnull', True), ('ministerie__isnull', True), ('organisatie__isnull', True), ('traject__isnull', False)), _connector='OR')), name='opgaven_koppeling_een_doel'),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='koppeling',
            trigger=pgtrigger.compiler.Trigger(name='sectie_is_aan_de_beurt', sql=pgtrigger.compiler.UpsertTriggerSql(func="\n            IF TG_OP <> 'INSERT' THEN \n        IF EXISTS (\n            SELECT 1 FROM opgaven_sectie s WHERE s.id = (SELECT i.sectie_id FROM opgaven_item i WHERE i.id = OLD.item_id)\n            AND s.geschreven_in IS DISTINCT FROM pg_current_xact_id()::text::bigint\n        ) THEN\n            RAISE EXCEPTION 'sectie %: verhoog eerst de versie', (SELECT i.sectie_id FROM opgaven_item i WHERE i.id = OLD.item_id) USING ERRCODE = 'NP001';\n        END IF;\n     END IF;\n            IF TG_OP <> 'DELETE' THEN \n        IF EXISTS (\n            SELECT 1 FROM opgaven_sectie s WHERE s.id = (SELECT i.sectie_id FROM opgaven_item i WHERE i.id = NEW.item_id)\n            AND s.geschreven_in IS DISTINCT FROM pg_current_xact_id()::text::bigint\n        ) THEN\n            RAISE EXCEPTION 'sectie %: verhoog eerst de versie', (SELECT i.sectie_id FROM opgaven_item i WHERE i.id = NEW.item_id) USING ERRCODE = 'NP001';\n        END IF;\n      RETURN NEW; END IF;\n            RETURN OLD;\n        ", hash='97cc33c94a00dcf30477b5b5dd8b59b658f4c854', operation='INSERT OR UPDATE OR DELETE', pgid='pgtrigger_sectie_is_aan_de_beurt_1bc4e', table='opgaven_koppeling', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='koppeling',
            trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "opgaven_koppelinggebeurtenis" ("gremium_id", "id", "item_id", "ministerie_id", "organisatie_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "positie", "traject_id") VALUES (NEW."gremium_id", NEW."id", NEW."item_id", NEW."ministerie_id", NEW."organisatie_id", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."positie", NEW."traject_id"); RETURN NULL;', hash='a2595c3fd66b97ad314b24793387437b332f2716', operation='INSERT', pgid='pgtrigger_insert_insert_4d7a7', table='opgaven_koppeling', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='koppeling',
            trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "opgaven_koppelinggebeurtenis" ("gremium_id", "id", "item_id", "ministerie_id", "organisatie_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "positie", "traject_id") VALUES (NEW."gremium_id", NEW."id", NEW."item_id", NEW."ministerie_id", NEW."organisatie_id", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."positie", NEW."traject_id"); RETURN NULL;', hash='449c063ede681c6dc25863389fa6a34e44d41800', operation='UPDATE', pgid='pgtrigger_update_update_73482', table='opgaven_koppeling', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='koppeling',
            trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "opgaven_koppelinggebeurtenis" ("gremium_id", "id", "item_id", "ministerie_id", "organisatie_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "positie", "traject_id") VALUES (OLD."gremium_id", OLD."id", OLD."item_id", OLD."ministerie_id", OLD."organisatie_id", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."positie", OLD."traject_id"); RETURN NULL;', hash='a8c5a06bcca1b833aa6cb6b1c637e0ff304e44e0', operation='DELETE', pgid='pgtrigger_delete_delete_3ad88', table='opgaven_koppeling', when='AFTER')),
        ),
        migrations.AddConstraint(
            model_name='uitgangspunt',
            constraint=models.UniqueConstraint(fields=('plan', 'sleutel'), name='opgaven_uitgangspunt_sleutel_uniek'),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='uitgangspunt',
            trigger=pgtrigger.compiler.Trigger(name='nieuwe_stand', sql=pgtrigger.compiler.UpsertTriggerSql(func="IF TG_OP = 'DELETE' THEN UPDATE opgaven_plan SET gewijzigd_op = now() WHERE id = (OLD.plan_id); ELSE UPDATE opgaven_plan SET gewijzigd_op = now() WHERE id = (NEW.plan_id); END IF; RETURN NULL;", hash='34be4f1e978310412342eb261f323a58b4064c23', operation='INSERT OR UPDATE OR DELETE', pgid='pgtrigger_nieuwe_stand_4ba0c', table='opgaven_uitgangspunt', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='uitgangspunt',
            trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "opgaven_uitgangspuntgebeurtenis" ("id", "naam", "nummer", "omschrijving", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "plan_id", "sleutel") VALUES (NEW."id", NEW."naam", NEW."nummer", NEW."omschrijving", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."plan_id", NEW."sleutel"); RETURN NULL;', hash='12f2b552a80bbac40fd2c95fd5c29ef6ffbdc598', operation='INSERT', pgid='pgtrigger_insert_insert_34701', table='opgaven_uitgangspunt', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='uitgangspunt',
            trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "opgaven_uitgangspuntgebeurtenis" ("id", "naam", "nummer", "omschrijving", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "plan_id", "sleutel") VALUES (NEW."id", NEW."naam", NEW."nummer", NEW."omschrijving", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."plan_id", NEW."sleutel"); RETURN NULL;', hash='cae5ea5b4a6bcfdc18e829d04e996771af463316', operation='UPDATE', pgid='pgtrigger_update_update_67845', table='opgaven_uitgangspunt', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='uitgangspunt',
            trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "opgaven_uitgangspuntgebeurtenis" ("id", "naam", "nummer", "omschrijving", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "plan_id", "sleutel") VALUES (OLD."id", OLD."naam", OLD."nummer", OLD."omschrijving", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."plan_id", OLD."sleutel"); RETURN NULL;', hash='155e95fd2547c4462b47bca2b2bf03c43bc1b127', operation='DELETE', pgid='pgtrigger_delete_delete_f43c3', table='opgaven_uitgangspunt', when='AFTER')),
        ),
    ]
