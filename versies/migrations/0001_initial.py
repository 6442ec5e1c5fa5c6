import django.db.models.deletion
import pgtrigger.compiler
import pgtrigger.migrations
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('governance', '0001_initial'),
        ('opgaven', '0001_initial'),
        ('pghistory', '0007_auto_20250421_0444'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='Stuk',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('soort', models.CharField(default='pdf', max_length=20)),
                ('inhoud', models.BinaryField()),
                ('sha256', models.CharField(max_length=64)),
                ('gemaakt_op', models.DateTimeField()),
            ],
            options={
                'verbose_name': 'stuk',
                'verbose_name_plural': 'stukken',
            },
        ),
        migrations.CreateModel(
            name='Goedkeuring',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('vastgelegd_op', models.DateTimeField()),
                ('bevestigd_op', models.DateTimeField(null=True)),
                ('besluit', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='goedkeuring', to='governance.besluit')),
                ('bevestigd_door', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('vastgelegd_door', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('stuk', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='versies.stuk')),
            ],
            options={
                'verbose_name': 'goedkeuring',
                'verbose_name_plural': 'goedkeuringen',
                'ordering': ('besluit__datum', 'pk'),
            },
        ),
        migrations.CreateModel(
            name='Amendement',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('nummer', models.PositiveSmallIntegerField()),
                ('plaats', models.CharField(blank=True, help_text='De code op papier, zoals 14.K2.', max_length=20)),
                ('tekst', models.TextField()),
                ('goedkeuring', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='amendementen', to='versies.goedkeuring')),
            ],
            options={
                'verbose_name': 'amendement',
                'verbose_name_plural': 'amendementen',
                'ordering': ('nummer',),
            },
        ),
        migrations.CreateModel(
            name='Herweging',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('afdruk', models.CharField(max_length=64)),
                ('waar', models.CharField(blank=True, max_length=200)),
                ('gewicht', models.CharField(choices=[('inhoudelijk', 'Inhoudelijk'), ('redactioneel', 'Redactioneel')], max_length=12)),
                ('reden', models.TextField()),
                ('op', models.DateTimeField(auto_now_add=True)),
                ('door', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('plan', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='herwegingen', to='opgaven.plan')),
            ],
            options={
                'verbose_name': 'herweging',
                'verbose_name_plural': 'herwegingen',
                'ordering': ('-op',),
            },
        ),
        migrations.CreateModel(
            name='HerwegingGebeurtenis',
            fields=[
                ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                ('pgh_label', models.TextField(help_text='The event label.')),
                ('id', models.BigIntegerField()),
                ('afdruk', models.CharField(max_length=64)),
                ('waar', models.CharField(blank=True, max_length=200)),
                ('gewicht', models.CharField(choices=[('inhoudelijk', 'Inhoudelijk'), ('redactioneel', 'Redactioneel')], max_length=12)),
                ('reden', models.TextField()),
                ('op', models.DateTimeField(auto_now_add=True)),
                ('door', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to=settings.AUTH_USER_MODEL)),
                ('pgh_context', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context')),
                ('pgh_obj', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='versies.herweging')),
                ('plan', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='opgaven.plan')),
            ],
            options={
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='Memo',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('aan', models.CharField(blank=True, max_length=200)),
                ('inleiding', models.TextField(blank=True)),
                ('versie', models.PositiveIntegerField(default=1)),
                ('gewijzigd_op', models.DateTimeField(auto_now=True)),
                ('gewijzigd_door', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('gremium', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='governance.gremium')),
                ('plan', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='memos', to='opgaven.plan')),
            ],
            options={
                'verbose_name': 'wijzigingsmemo',
                'verbose_name_plural': 'wijzigingsmemo’s',
            },
        ),
        migrations.CreateModel(
            name='Publicatie',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('vanaf', models.DateTimeField()),
                ('tot', models.DateTimeField(null=True)),
                ('reden', models.TextField(blank=True)),
                ('door', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('ingetrokken_door', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('plan', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='publicaties', to='opgaven.plan')),
            ],
            options={
                'verbose_name': 'publicatie',
                'verbose_name_plural': 'publicaties',
                'ordering': ('-vanaf', '-pk'),
            },
        ),
        migrations.CreateModel(
            name='Versie',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('nummer', models.PositiveIntegerField()),
                ('code', models.SlugField(max_length=60)),
                ('label', models.CharField(max_length=100)),
                ('toelichting', models.TextField(blank=True)),
                ('schema', models.PositiveSmallIntegerField()),
                ('inhoud', models.BinaryField()),
                ('sha256', models.CharField(max_length=64)),
                ('gemaakt_op', models.DateTimeField()),
                ('gemaakt_door', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('plan', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='versies', to='opgaven.plan')),
            ],
            options={
                'verbose_name': 'versie',
                'verbose_name_plural': 'versies',
                'ordering': ('-nummer',),
            },
        ),
        migrations.AddField(
            model_name='stuk',
            name='versie',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='stukken', to='versies.versie'),
        ),
        migrations.CreateModel(
            name='PublicatieGebeurtenis',
            fields=[
                ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                ('pgh_label', models.TextField(help_text='The event label.')),
                ('id', models.BigIntegerField()),
                ('vanaf', models.DateTimeField()),
                ('tot', models.DateTimeField(null=True)),
                ('reden', models.TextField(blank=True)),
                ('door', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to=settings.AUTH_USER_MODEL)),
                ('ingetrokken_door', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to=settings.AUTH_USER_MODEL)),
                ('pgh_context', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context')),
                ('pgh_obj', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='versies.publicatie')),
                ('plan', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='opgaven.plan')),
                ('versie', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='versies.versie')),
            ],
            options={
                'abstract': False,
            },
        ),
        migrations.AddField(
            model_name='publicatie',
            name='versie',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='publicaties', to='versies.versie'),
        ),
        migrations.CreateModel(
            name='MemoGebeurtenis',
            fields=[
                ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                ('pgh_label', models.TextField(help_text='The event label.')),
                ('id', models.BigIntegerField()),
                ('aan', models.CharField(blank=True, max_length=200)),
                ('inleiding', models.TextField(blank=True)),
                ('versie', models.PositiveIntegerField(default=1)),
                ('gewijzigd_op', models.DateTimeField(auto_now=True)),
                ('gewijzigd_door', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to=settings.AUTH_USER_MODEL)),
                ('gremium', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='governance.gremium')),
                ('pgh_context', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context')),
                ('pgh_obj', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='versies.memo')),
                ('plan', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='opgaven.plan')),
                ('nieuw', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='versies.versie')),
                ('oud', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='versies.versie')),
            ],
            options={
                'abstract': False,
            },
        ),
        migrations.AddField(
            model_name='memo',
            name='nieuw',
            field=models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='versies.versie'),
        ),
        migrations.AddField(
            model_name='memo',
            name='oud',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='versies.versie'),
        ),
        migrations.CreateModel(
            name='GoedkeuringGebeurtenis',
            fields=[
                ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                ('pgh_label', models.TextField(help_text='The event label.')),
                ('id', models.BigIntegerField()),
                ('vastgelegd_op', models.DateTimeField()),
                ('bevestigd_op', models.DateTimeField(null=True)),
                ('besluit', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='governance.besluit')),
                ('bevestigd_door', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to=settings.AUTH_USER_MODEL)),
                ('pgh_context', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context')),
                ('pgh_obj', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='versies.goedkeuring')),
                ('vastgelegd_door', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to=settings.AUTH_USER_MODEL)),
                ('stuk', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='versies.stuk')),
                ('versie', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='versies.versie')),
            ],
            options={
                'abstract': False,
            },
        ),
        migrations.AddField(
            model_name='goedkeuring',
            name='versie',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='goedkeuringen', to='versies.versie'),
        ),
        migrations.CreateModel(
            name='AmendementGebeurtenis',
            fields=[
                ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                ('pgh_label', models.TextField(help_text='The event label.')),
                ('id', models.BigIntegerField()),
                ('nummer', models.PositiveSmallIntegerField()),
                ('plaats', models.CharField(blank=True, help_text='De code op papier, zoals 14.K2.', max_length=20)),
                ('tekst', models.TextField()),
                ('pgh_context', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context')),
                ('pgh_obj', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='versies.amendement')),
                ('goedkeuring', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='versies.goedkeuring')),
                ('uitgevoerd_in', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='versies.versie')),
            ],
            options={
                'abstract': False,
            },
        ),
        migrations.AddField(
            model_name='amendement',
            name='uitgevoerd_in',
            field=models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='amendementen', to='versies.versie'),
        ),
        migrations.CreateModel(
            name='Akte',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('nummer', models.PositiveIntegerField()),
                ('soort', models.CharField(choices=[('versie', 'Versie gemaakt'), ('goedkeuring', 'Besluit vastgelegd'), ('publicatie', 'Gepubliceerd'), ('intrekking', 'Publicatie ingetrokken')], max_length=12)),
                ('feiten', models.TextField()),
                ('vorige', models.CharField(blank=True, max_length=64)),
                ('zegel', models.CharField(max_length=64)),
                ('plan', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='aktes', to='opgaven.plan')),
            ],
            options={
                'verbose_name': 'akte',
                'verbose_name_plural': 'aktes',
                'ordering': ('plan', 'nummer'),
                'constraints': [models.UniqueConstraint(fields=('plan', 'nummer'), name='versies_akte_nummer_uniek')],
            },
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='akte',
            trigger=pgtrigger.compiler.Trigger(name='ligt_vast', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION '%: dit ligt vast', TG_TABLE_NAME USING ERRCODE = 'NP003';", hash='ae09ea79ffaafa7d5d729286a388a7375d1ea78c', operation='UPDATE OR DELETE', pgid='pgtrigger_ligt_vast_69468', table='versies_akte', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='akte',
            trigger=pgtrigger.compiler.Trigger(name='wordt_niet_geleegd', sql=pgtrigger.compiler.UpsertTriggerSql(declare='DECLARE gevuld boolean;', func="\n                EXECUTE format('SELECT EXISTS (SELECT 1 FROM %I)', TG_TABLE_NAME) INTO gevuld;\n                IF gevuld THEN RAISE EXCEPTION '%: dit ligt vast', TG_TABLE_NAME USING ERRCODE = 'NP003'; END IF;\n                RETURN NULL;\n            ", hash='a37adaf1ae89e3c89ab7a218e224573b2ae66dba', level='STATEMENT', operation='TRUNCATE', pgid='pgtrigger_wordt_niet_geleegd_18bca', table='versies_akte', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='akte',
            trigger=pgtrigger.compiler.Trigger(name='sluit_aan', sql=pgtrigger.compiler.UpsertTriggerSql(declare='DECLARE laatste record;', func="\n            SELECT nummer, zegel INTO laatste FROM versies_akte\n            WHERE plan_id = NEW.plan_id ORDER BY nummer DESC LIMIT 1;\n            IF NEW.nummer <> COALESCE(laatste.nummer, 0) + 1 OR NEW.vorige <> COALESCE(laatste.zegel, '') THEN\n                RAISE EXCEPTION 'akte % sluit niet aan', NEW.nummer USING ERRCODE = 'NP003';\n            END IF;\n            RETURN NEW;\n        ", hash='054ac409e01a4f78dcac26cda8901a25725a7a7b', operation='INSERT', pgid='pgtrigger_sluit_aan_696f9', table='versies_akte', when='BEFORE')),
        ),
        migrations.AddConstraint(
            model_name='herweging',
            constraint=models.UniqueConstraint(fields=('plan', 'afdruk'), name='versies_herweging_eenmaal'),
        ),
        migrations.AddConstraint(
            model_name='herweging',
            constraint=models.CheckConstraint(condition=models.Q(('reden', ''), _negated=True), name='versies_herweging_met_reden'),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='herweging',
            trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "versies_herweginggebeurtenis" ("afdruk", "door_id", "gewicht", "id", "op", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "plan_id", "reden", "waar") VALUES (NEW."afdruk", NEW."door_id", NEW."gewicht", NEW."id", NEW."op", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."plan_id", NEW."reden", NEW."waar"); RETURN NULL;', hash='d2bf382b32b2e72a4268c8ad4bacd6da5cd5b9ba', operation='INSERT', pgid='pgtrigger_insert_insert_3afa8', table='versies_herweging', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='herweging',
            trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "versies_herweginggebeurtenis" ("afdruk", "door_id", "gewicht", "id", "op", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "plan_id", "reden", "waar") VALUES (NEW."afdruk", NEW."door_id", NEW."gewicht", NEW."id", NEW."op", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."plan_id", NEW."reden", NEW."waar"); RETURN NULL;', hash='0127120725a3fe0646c1e9cf4012af63aa2f74f8', operation='UPDATE', pgid='pgtrigger_update_update_5c89f', table='versies_herweging', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='herweging',
            trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "versies_herweginggebeurtenis" ("afdruk", "door_id", "gewicht", "id", "op", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "plan_id", "reden", "waar") VALUES (OLD."afdruk", OLD."door_id", OLD."gewicht", OLD."id", OLD."op", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."plan_id", OLD."reden", OLD."waar"); RETURN NULL;', hash='ad4d1da19c3f3f77badae391102e976665982dd6', operation='DELETE', pgid='pgtrigger_delete_delete_4e060', table='versies_herweging', when='AFTER')),
        ),
        migrations.AddConstraint(
            model_name='versie',
            constraint=models.UniqueConstraint(fields=('plan', 'nummer'), name='versies_versie_nummer_uniek'),
        ),
        migrations.AddConstraint(
            model_name='versie',
            constraint=models.UniqueConstraint(fields=('plan', 'code'), name='versies_versie_code_uniek'),
        ),
        migrations.AddConstraint(
            model_name='versie',
            constraint=models.CheckConstraint(condition=models.Q(('label', ''), _negated=True), name='versies_versie_met_label'),
        ),
        migrations.AddConstraint(
            model_name='versie',
            constraint=models.CheckConstraint(condition=models.Q(('sha256', models.Func(models.Func(models.F('inhoud'), function='sha256'), models.Value('hex'), function='encode', output_field=models.CharField()))), name='versies_versie_hash_klopt'),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='versie',
            trigger=pgtrigger.compiler.Trigger(name='ligt_vast', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION '%: dit ligt vast', TG_TABLE_NAME USING ERRCODE = 'NP003';", hash='044799bc387a2a83457d8e4a9a530e0763f600e5', operation='UPDATE OR DELETE', pgid='pgtrigger_ligt_vast_f8a51', table='versies_versie', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='versie',
            trigger=pgtrigger.compiler.Trigger(name='wordt_niet_geleegd', sql=pgtrigger.compiler.UpsertTriggerSql(declare='DECLARE gevuld boolean;', func="\n                EXECUTE format('SELECT EXISTS (SELECT 1 FROM %I)', TG_TABLE_NAME) INTO gevuld;\n                IF gevuld THEN RAISE EXCEPTION '%: dit ligt vast', TG_TABLE_NAME USING ERRCODE = 'NP003'; END IF;\n                RETURN NULL;\n            ", hash='a6b96f6ad6c4d48856080984202fd91d66a9ab4a', level='STATEMENT', operation='TRUNCATE', pgid='pgtrigger_wordt_niet_geleegd_cfaf5', table='versies_versie', when='BEFORE')),
        ),
        migrations.AddConstraint(
            model_name='stuk',
            constraint=models.CheckConstraint(condition=models.Q(('sha256', models.Func(models.Func(models.F('inhoud'), function='sha256'), models.Value('hex'), function='encode', output_field=models.CharField()))), name='versies_stuk_hash_klopt'),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='stuk',
            trigger=pgtrigger.compiler.Trigger(name='ligt_vast', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION '%: dit ligt vast', TG_TABLE_NAME USING ERRCODE = 'NP003';", hash='b447501e0bb1fa14956dc4e14ca754470158bbc4', operation='UPDATE OR DELETE', pgid='pgtrigger_ligt_vast_2f7d5', table='versies_stuk', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='stuk',
            trigger=pgtrigger.compiler.Trigger(name='wordt_niet_geleegd', sql=pgtrigger.compiler.UpsertTriggerSql(declare='DECLARE gevuld boolean;', func="\n                EXECUTE format('SELECT EXISTS (SELECT 1 FROM %I)', TG_TABLE_NAME) INTO gevuld;\n                IF gevuld THEN RAISE EXCEPTION '%: dit ligt vast', TG_TABLE_NAME USING ERRCODE = 'NP003'; END IF;\n                RETURN NULL;\n            ", hash='cb7771c951183dfc8f9c1f50605e41b954848eeb', level='STATEMENT', operation='TRUNCATE', pgid='pgtrigger_wordt_niet_geleegd_d1d33', table='versies_stuk', when='BEFORE')),
        ),
        migrations.AddConstraint(
            model_name='publicatie',
            constraint=models.UniqueConstraint(condition=models.Q(('tot__isnull', True)), fields=('plan',), name='versies_publicatie_een_tegelijk'),
        ),
        migrations.AddConstraint(
            model_name='publicatie',
            constraint=models.CheckConstraint(condition=models.Q(('ingetrokken_door__isnull', True), models.Q(('tot__isnull', False), models.Q(('reden', ''), _negated=True)), _connector='OR'), name='versies_publicatie_ingetrokken_met_reden'),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='publicatie',
            trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "versies_publicatiegebeurtenis" ("door_id", "id", "ingetrokken_door_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "plan_id", "reden", "tot", "vanaf", "versie_id") VALUES (NEW."door_id", NEW."id", NEW."ingetrokken_door_id", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."plan_id", NEW."reden", NEW."tot", NEW."vanaf", NEW."versie_id"); RETURN NULL;', hash='49f4ffd44dcde1c8f9c2f6479453f4271b863286', operation='INSERT', pgid='pgtrigger_insert_insert_56974', table='versies_publicatie', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='publicatie',
            trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "versies_publicatiegebeurtenis" ("door_id", "id", "ingetrokken_door_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "plan_id", "reden", "tot", "vanaf", "versie_id") VALUES (NEW."door_id", NEW."id", NEW."ingetrokken_door_id", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."plan_id", NEW."reden", NEW."tot", NEW."vanaf", NEW."versie_id"); RETURN NULL;', hash='19297fbc5e5a13986eff2f13a726804941d03231', operation='UPDATE', pgid='pgtrigger_update_update_2e766', table='versies_publicatie', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='publicatie',
            trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "versies_publicatiegebeurtenis" ("door_id", "id", "ingetrokken_door_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "plan_id", "reden", "tot", "vanaf", "versie_id") VALUES (OLD."door_id", OLD."id", OLD."ingetrokken_door_id", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."plan_id", OLD."reden", OLD."tot", OLD."vanaf", OLD."versie_id"); RETURN NULL;', hash='a4d2e8639eac69bd210ccf7e67c40e38bab60e5b', operation='DELETE', pgid='pgtrigger_delete_delete_0e9e1', table='versies_publicatie', when='AFTER')),
        ),
        migrations.AddConstraint(
            model_name='memo',
            constraint=models.UniqueConstraint(fields=('plan', 'oud', 'nieuw'), name='versies_memo_een_per_vergelijking', nulls_distinct=False),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='memo',
            trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "versies_memogebeurtenis" ("aan", "gewijzigd_door_id", "gewijzigd_op", "gremium_id", "id", "inleiding", "nieuw_id", "oud_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "plan_id", "versie") VALUES (NEW."aan", NEW."gewijzigd_door_id", NEW."gewijzigd_op", NEW."gremium_id", NEW."id", NEW."inleiding", NEW."nieuw_id", NEW."oud_id", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."plan_id", NEW."versie"); RETURN NULL;', hash='ba3abcc3a10d64736b1b10daad9caab3f7785e87', operation='INSERT', pgid='pgtrigger_insert_insert_d52bf', table='versies_memo', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='memo',
            trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "versies_memogebeurtenis" ("aan", "gewijzigd_door_id", "gewijzigd_op", "gremium_id", "id", "inleiding", "nieuw_id", "oud_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "plan_id", "versie") VALUES (NEW."aan", NEW."gewijzigd_door_id", NEW."gewijzigd_op", NEW."gremium_id", NEW."id", NEW."inleiding", NEW."nieuw_id", NEW."oud_id", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."plan_id", NEW."versie"); RETURN NULL;', hash='c44cc0008a9503dda7ab0e215c6d4636e5c3a6e9', operation='UPDATE', pgid='pgtrigger_update_update_6c55c', table='versies_memo', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='memo',
            trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "versies_memogebeurtenis" ("aan", "gewijzigd_door_id", "gewijzigd_op", "gremium_id", "id", "inleiding", "nieuw_id", "oud_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "plan_id", "versie") VALUES (OLD."aan", OLD."gewijzigd_door_id", OLD."gewijzigd_op", OLD."gremium_id", OLD."id", OLD."inleiding", OLD."nieuw_id", OLD."oud_id", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."plan_id", OLD."versie"); RETURN NULL;', hash='1bd79ac6e3c8b7c2095d89efebd1dc1171a999ff', operation='DELETE', pgid='pgtrigger_delete_delete_08840', table='versies_memo', when='AFTER')),
        ),
        migrations.AddConstraint(
            model_name='goedkeuring',
            constraint=models.CheckConstraint(condition=models.Q(('bevestigd_door__isnull', True), models.Q(('bevestigd_door', models.F('vastgelegd_door')), _negated=True), _connector='OR'), name='versies_goedkeuring_door_twee'),
        ),
        migrations.AddConstraint(
            model_name='goedkeuring',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('bevestigd_door__isnull', True), ('bevestigd_op__isnull', True), ('stuk__isnull', True)), models.Q(('bevestigd_door__isnull', False), ('bevestigd_op__isnull', False), ('stuk__isnull', False)), _connector='OR'), name='versies_goedkeuring_bevestigd_samen'),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='goedkeuring',
            trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "versies_goedkeuringgebeurtenis" ("besluit_id", "bevestigd_door_id", "bevestigd_op", "id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "stuk_id", "vastgelegd_door_id", "vastgelegd_op", "versie_id") VALUES (NEW."besluit_id", NEW."bevestigd_door_id", NEW."bevestigd_op", NEW."id", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."stuk_id", NEW."vastgelegd_door_id", NEW."vastgelegd_op", NEW."versie_id"); RETURN NULL;', hash='f7be83637043960d6e41da1550c642ce27df16b8', operation='INSERT', pgid='pgtrigger_insert_insert_bf50a', table='versies_goedkeuring', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='goedkeuring',
            trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "versies_goedkeuringgebeurtenis" ("besluit_id", "bevestigd_door_id", "bevestigd_op", "id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "stuk_id", "vastgelegd_door_id", "vastgelegd_op", "versie_id") VALUES (NEW."besluit_id", NEW."bevestigd_door_id", NEW."bevestigd_op", NEW."id", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."stuk_id", NEW."vastgelegd_door_id", NEW."vastgelegd_op", NEW."versie_id"); RETURN NULL;', hash='eaa827be40c876284da8238d73ee7c2fe5ecb1f5', operation='UPDATE', pgid='pgtrigger_update_update_d250c', table='versies_goedkeuring', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='goedkeuring',
            trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "versies_goedkeuringgebeurtenis" ("besluit_id", "bevestigd_door_id", "bevestigd_op", "id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "stuk_id", "vastgelegd_door_id", "vastgelegd_op", "versie_id") VALUES (OLD."besluit_id", OLD."bevestigd_door_id", OLD."bevestigd_op", OLD."id", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."stuk_id", OLD."vastgelegd_door_id", OLD."vastgelegd_op", OLD."versie_id"); RETURN NULL;', hash='12fcf7c448639f1c1e35ad3a6aa87b755b50d901', operation='DELETE', pgid='pgtrigger_delete_delete_ea503', table='versies_goedkeuring', when='AFTER')),
        ),
        migrations.AddConstraint(
            model_name='amendement',
            constraint=models.UniqueConstraint(fields=('goedkeuring', 'nummer'), name='versies_amendement_nummer_uniek'),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='amendement',
            trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "versies_amendementgebeurtenis" ("goedkeuring_id", "id", "nummer", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "plaats", "tekst", "uitgevoerd_in_id") VALUES (NEW."goedkeuring_id", NEW."id", NEW."nummer", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."plaats", NEW."tekst", NEW."uitgevoerd_in_id"); RETURN NULL;', hash='a7759062128b7e832fbbc5231c5f5c4b2fdbc6ee', operation='INSERT', pgid='pgtrigger_insert_insert_70709', table='versies_amendement', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='amendement',
            trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "versies_amendementgebeurtenis" ("goedkeuring_id", "id", "nummer", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "plaats", "tekst", "uitgevoerd_in_id") VALUES (NEW."goedkeuring_id", NEW."id", NEW."nummer", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."plaats", NEW."tekst", NEW."uitgevoerd_in_id"); RETURN NULL;', hash='2b5ff47d97304762b5b0cbdcc85c992aca83e53c', operation='UPDATE', pgid='pgtrigger_update_update_d0006', table='versies_amendement', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='amendement',
            trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "versies_amendementgebeurtenis" ("goedkeuring_id", "id", "nummer", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "plaats", "tekst", "uitgevoerd_in_id") VALUES (OLD."goedkeuring_id", OLD."id", OLD."nummer", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."plaats", OLD."tekst", OLD."uitgevoerd_in_id"); RETURN NULL;', hash='db0e6bc7533d1619e57da8a2154b4806b686fc85', operation='DELETE', pgid='pgtrigger_delete_delete_9ba91', table='versies_amendement', when='AFTER')),
        ),
    ]
