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
        ('reacties', '0001_initial'),
        ('versies', '0001_initial'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.AddField(
            model_name='reactie',
            name='versie',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='reacties', to='versies.versie'),
        ),
        migrations.AddField(
            model_name='berichtgebeurtenis',
            name='reactie',
            field=models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='reacties.reactie'),
        ),
        migrations.AddField(
            model_name='bericht',
            name='reactie',
            field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='berichten', to='reacties.reactie'),
        ),
        migrations.AddField(
            model_name='reactiegebeurtenis',
            name='antwoord',
            field=models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='reacties.antwoord'),
        ),
        migrations.AddField(
            model_name='reactiegebeurtenis',
            name='door',
            field=models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddField(
            model_name='reactiegebeurtenis',
            name='gremium',
            field=models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='governance.gremium'),
        ),
        migrations.AddField(
            model_name='reactiegebeurtenis',
            name='link',
            field=models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='reacties.persoonlijkelink'),
        ),
        migrations.AddField(
            model_name='reactiegebeurtenis',
            name='ministerie',
            field=models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='governance.ministerie'),
        ),
        migrations.AddField(
            model_name='reactiegebeurtenis',
            name='organisatie',
            field=models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='governance.organisatie'),
        ),
        migrations.AddField(
            model_name='reactiegebeurtenis',
            name='pgh_context',
            field=models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context'),
        ),
        migrations.AddField(
            model_name='reactiegebeurtenis',
            name='pgh_obj',
            field=models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='reacties.reactie'),
        ),
        migrations.AddField(
            model_name='reactiegebeurtenis',
            name='plan',
            field=models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='opgaven.plan'),
        ),
        migrations.AddField(
            model_name='reactiegebeurtenis',
            name='versie',
            field=models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='versies.versie'),
        ),
        migrations.AddField(
            model_name='reactieklad',
            name='link',
            field=models.ForeignKey(null=True, on_delete=django.db.models.deletion.CASCADE, related_name='reactiekladden', to='reacties.persoonlijkelink'),
        ),
        migrations.AddField(
            model_name='reactieklad',
            name='plan',
            field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='opgaven.plan'),
        ),
        migrations.AddField(
            model_name='reactieklad',
            name='user',
            field=models.ForeignKey(null=True, on_delete=django.db.models.deletion.CASCADE, related_name='reactiekladden', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddField(
            model_name='ronde',
            name='gemaakt_door',
            field=models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddField(
            model_name='ronde',
            name='geopend_door',
            field=models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddField(
            model_name='ronde',
            name='gesloten_door',
            field=models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddField(
            model_name='ronde',
            name='plan',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='rondes', to='opgaven.plan'),
        ),
        migrations.AddField(
            model_name='ronde',
            name='versie',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='rondes', to='versies.versie'),
        ),
        migrations.AddField(
            model_name='reactiegebeurtenis',
            name='ronde',
            field=models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='reacties.ronde'),
        ),
        migrations.AddField(
            model_name='reactie',
            name='ronde',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='reacties', to='reacties.ronde'),
        ),
        migrations.AddField(
            model_name='persoonlijkelinkgebeurtenis',
            name='ronde',
            field=models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='reacties.ronde'),
        ),
        migrations.AddField(
            model_name='persoonlijkelink',
            name='ronde',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='persoonlijke_links', to='reacties.ronde'),
        ),
        migrations.AddField(
            model_name='deelnamegebeurtenis',
            name='ronde',
            field=models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='reacties.ronde'),
        ),
        migrations.AddField(
            model_name='deelname',
            name='ronde',
            field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='deelnames', to='reacties.ronde'),
        ),
        migrations.AddField(
            model_name='rondegebeurtenis',
            name='gemaakt_door',
            field=models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddField(
            model_name='rondegebeurtenis',
            name='geopend_door',
            field=models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddField(
            model_name='rondegebeurtenis',
            name='gesloten_door',
            field=models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddField(
            model_name='rondegebeurtenis',
            name='pgh_context',
            field=models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context'),
        ),
        migrations.AddField(
            model_name='rondegebeurtenis',
            name='pgh_obj',
            field=models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='reacties.ronde'),
        ),
        migrations.AddField(
            model_name='rondegebeurtenis',
            name='plan',
            field=models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='opgaven.plan'),
        ),
        migrations.AddField(
            model_name='rondegebeurtenis',
            name='versie',
            field=models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='versies.versie'),
        ),
        migrations.AddField(
            model_name='voorkeur',
            name='user',
            field=models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, related_name='meldingvoorkeur', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddConstraint(
            model_name='antwoord',
            constraint=models.CheckConstraint(condition=models.Q(('tekst', ''), _negated=True), name='reacties_antwoord_met_tekst'),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='antwoord',
            trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "reacties_antwoordgebeurtenis" ("gemaakt_door_id", "gemaakt_op", "id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "plan_id", "tekst", "versie", "vrijgegeven_door_id", "vrijgegeven_op") VALUES (NEW."gemaakt_door_id", NEW."gemaakt_op", NEW."id", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."plan_id", NEW."tekst", NEW."versie", NEW."vrijgegeven_door_id", NEW."vrijgegeven_op"); RETURN NULL;', hash='8df05cad1e027c6be9fe37d338126e8b090b9cf5', operation='INSERT', pgid='pgtrigger_insert_insert_2e4f8', table='reacties_antwoord', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='antwoord',
            trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "reacties_antwoordgebeurtenis" ("gemaakt_door_id", "gemaakt_op", "id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "plan_id", "tekst", "versie", "vrijgegeven_door_id", "vrijgegeven_op") VALUES (NEW."gemaakt_door_id", NEW."gemaakt_op", NEW."id", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."plan_id", NEW."tekst", NEW."versie", NEW."vrijgegeven_door_id", NEW."vrijgegeven_op"); RETURN NULL;', hash='1efbc9ed56594507bfc2a227e9ad3f3ba1ed6b53', operation='UPDATE', pgid='pgtrigger_update_update_2ee5a', table='reacties_antwoord', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='antwoord',
            trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "reacties_antwoordgebeurtenis" ("gemaakt_door_id", "gemaakt_op", "id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "plan_id", "tekst", "versie", "vrijgegeven_door_id", "vrijgegeven_op") VALUES (OLD."gemaakt_door_id", OLD."gemaakt_op", OLD."id", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."plan_id", OLD."tekst", OLD."versie", OLD."vrijgegeven_door_id", OLD."vrijgegeven_op"); RETURN NULL;', hash='0e7d252fa678c83156633df47393c77e2070235b', operation='DELETE', pgid='pgtrigger_delete_delete_bc204', table='reacties_antwoord', when='AFTER')),
        ),
        migrations.AddIndex(
            model_name='melding',
            index=models.Index(condition=models.Q(('gelezen_op__isnull', True)), fields=['user'], name='reacties_melding_ongelezen'),
        ),
        migrations.AddConstraint(
            model_name='melding',
            constraint=models.UniqueConstraint(fields=('user', 'sleutel'), name='reacties_melding_eenmaal'),
        ),
        migrations.AddConstraint(
            model_name='bericht',
            constraint=models.CheckConstraint(condition=models.Q(('tekst', ''), _negated=True), name='reacties_bericht_met_tekst'),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='bericht',
            trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "reacties_berichtgebeurtenis" ("door_id", "gemaakt_op", "id", "intern", "kenmerk", "link_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "reactie_id", "tekst") VALUES (NEW."door_id", NEW."gemaakt_op", NEW."id", NEW."intern", NEW."kenmerk", NEW."link_id", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."reactie_id", NEW."tekst"); RETURN NULL;', hash='102a03be3f1b1b9f9a2eecea6a6d11384c4cdde9', operation='INSERT', pgid='pgtrigger_insert_insert_b43f4', table='reacties_bericht', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='bericht',
            trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "reacties_berichtgebeurtenis" ("door_id", "gemaakt_op", "id", "intern", "kenmerk", "link_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "reactie_id", "tekst") VALUES (NEW."door_id", NEW."gemaakt_op", NEW."id", NEW."intern", NEW."kenmerk", NEW."link_id", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."reactie_id", NEW."tekst"); RETURN NULL;', hash='a1f101691e9f16c59d9487f558d0c152318137dc', operation='UPDATE', pgid='pgtrigger_update_update_7f19a', table='reacties_bericht', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='bericht',
            trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "reacties_berichtgebeurtenis" ("door_id", "gemaakt_op", "id", "intern", "kenmerk", "link_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "reactie_id", "tekst") VALUES (OLD."door_id", OLD."gemaakt_op", OLD."id", OLD."intern", OLD."kenmerk", OLD."link_id", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."reactie_id", OLD."tekst"); RETURN NULL;', hash='a3af6a3ea9e066dd9b7ffcd3c824846f0ce9d7dd', operation='DELETE', pgid='pgtrigger_delete_delete_bc714', table='reacties_bericht', when='AFTER')),
        ),
        migrations.AddConstraint(
            model_name='reactieklad',
            constraint=models.UniqueConstraint(fields=('user', 'link', 'plan', 'plek'), name='reacties_klad_eenmaal', nulls_distinct=False),
        ),
        migrations.AddConstraint(
            model_name='reactieklad',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('link__isnull', True), ('user__isnull', False)), models.Q(('link__isnull', False), ('user__isnull', True)), _connector='OR'), name='reacties_klad_van_een'),
        ),
        migrations.AddConstraint(
            model_name='ronde',
            constraint=models.UniqueConstraint(fields=('plan', 'code'), name='reacties_ronde_code_uniek'),
        ),
        migrations.AddConstraint(
            model_name='ronde',
            constraint=models.CheckConstraint(condition=models.Q(('opgaven', []), _negated=True), name='reacties_ronde_met_opgaven'),
        ),
        migrations.AddConstraint(
            model_name='ronde',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('geopend_op__isnull', True), ('gesloten_op__isnull', True), ('stand', 'concept')), models.Q(('geopend_op__isnull', False), ('gesloten_op__isnull', True), ('stand', 'open')), models.Q(('geopend_op__isnull', False), ('gesloten_op__isnull', False), ('stand', 'gesloten')), _connector='OR'), name='reacties_ronde_stand_met_tijden'),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='ronde',
            trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "reacties_rondegebeurtenis" ("code", "deadline", "gemaakt_door_id", "gemaakt_op", "geopend_door_id", "geopend_op", "gesloten_door_id", "gesloten_op", "id", "kenmerk", "opgaven", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "plan_id", "stand", "titel", "uitnodiging", "versie_id") VALUES (NEW."code", NEW."deadline", NEW."gemaakt_door_id", NEW."gemaakt_op", NEW."geopend_door_id", NEW."geopend_op", NEW."gesloten_door_id", NEW."gesloten_op", NEW."id", NEW."kenmerk", NEW."opgaven", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."plan_id", NEW."stand", NEW."titel", NEW."uitnodiging", NEW."versie_id"); RETURN NULL;', hash='40046b7d4d99dfc263a0548e848790e00dfffa7a', operation='INSERT', pgid='pgtrigger_insert_insert_60fbf', table='reacties_ronde', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='ronde',
            trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "reacties_rondegebeurtenis" ("code", "deadline", "gemaakt_door_id", "gemaakt_op", "geopend_door_id", "geopend_op", "gesloten_door_id", "gesloten_op", "id", "kenmerk", "opgaven", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "plan_id", "stand", "titel", "uitnodiging", "versie_id") VALUES (NEW."code", NEW."deadline", NEW."gemaakt_door_id", NEW."gemaakt_op", NEW."geopend_door_id", NEW."geopend_op", NEW."gesloten_door_id", NEW."gesloten_op", NEW."id", NEW."kenmerk", NEW."opgaven", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."plan_id", NEW."stand", NEW."titel", NEW."uitnodiging", NEW."versie_id"); RETURN NULL;', hash='b435e8c59633fa553508f3544b0deba7ab583ae6', operation='UPDATE', pgid='pgtrigger_update_update_5432e', table='reacties_ronde', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='ronde',
            trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "reacties_rondegebeurtenis" ("code", "deadline", "gemaakt_door_id", "gemaakt_op", "geopend_door_id", "geopend_op", "gesloten_door_id", "gesloten_op", "id", "kenmerk", "opgaven", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "plan_id", "stand", "titel", "uitnodiging", "versie_id") VALUES (OLD."code", OLD."deadline", OLD."gemaakt_door_id", OLD."gemaakt_op", OLD."geopend_door_id", OLD."geopend_op", OLD."gesloten_door_id", OLD."gesloten_op", OLD."id", OLD."kenmerk", OLD."opgaven", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."plan_id", OLD."stand", OLD."titel", OLD."uitnodiging", OLD."versie_id"); RETURN NULL;', hash='0aec99004f7dd5a1e50bc3fec7effab292d7b859', operation='DELETE', pgid='pgtrigger_delete_delete_168f3', table='reacties_ronde', when='AFTER')),
        ),
        migrations.AddIndex(
            model_name='reactie',
            index=models.Index(fields=['plan', 'opgave'], name='reacties_reactie_opgave'),
        ),
        migrations.AddIndex(
            model_name='reactie',
            index=models.Index(fields=['ronde'], name='reacties_reactie_ronde'),
        ),
        migrations.AddConstraint(
            model_name='reactie',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('tekst', ''), _negated=True), ('voorstel__isnull', False), _connector='OR'), name='reacties_reactie_zegt_iets'),
        ),
        migrations.AddConstraint(
            model_name='reactie',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('stand', 'niet_overgenomen'), _negated=True), models.Q(('reden', ''), _negated=True), _connector='OR'), name='reacties_reactie_niet_overgenomen_met_reden'),
        ),
        migrations.AddConstraint(
            model_name='reactie',
            constraint=models.CheckConstraint(condition=models.Q(('vrijgegeven_op__isnull', True), ('ingediend_op__isnull', False), _connector='OR'), name='reacties_reactie_vrij_is_ingediend'),
        ),
        migrations.AddConstraint(
            model_name='reactie',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('ministerie__isnull', True), ('organisatie__isnull', True)), models.Q(('gremium__isnull', True), ('ministerie__isnull', True)), models.Q(('gremium__isnull', True), ('organisatie__isnull', True)), _connector='OR'), name='reacties_reactie_hoogstens_een_afzender'),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='reactie',
            trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "reacties_reactiegebeurtenis" ("anker", "antwoord_id", "code", "door_id", "gegeven_op", "gemaakt_op", "gremium_id", "hoofdstuk", "id", "ingediend_op", "ingetrokken_op", "item", "kanaal", "kenmerk", "link_id", "ministerie_id", "namens", "opgave", "organisatie_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "plan_id", "reden", "ronde_id", "sectie", "stand", "tekst", "versie_id", "voorstel", "vrijgegeven_op", "wijziging") VALUES (NEW."anker", NEW."antwoord_id", NEW."code", NEW."door_id", NEW."gegeven_op", NEW."gemaakt_op", NEW."gremium_id", NEW."hoofdstuk", NEW."id", NEW."ingediend_op", NEW."ingetrokken_op", NEW."item", NEW."kanaal", NEW."kenmerk", NEW."link_id", NEW."ministerie_id", NEW."namens", NEW."opgave", NEW."organisatie_id", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."plan_id", NEW."reden", NEW."ronde_id", NEW."sectie", NEW."stand", NEW."tekst", NEW."versie_id", NEW."voorstel", NEW."vrijgegeven_op", NEW."wijziging"); RETURN NULL;', hash='50c9c7dfb5875ad9d13ab9f50c6b0c2a4e901b9c', operation='INSERT', pgid='pgtrigger_insert_insert_df57f', table='reacties_reactie', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='reactie',
            trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "reacties_reactiegebeurtenis" ("anker", "antwoord_id", "code", "door_id", "gegeven_op", "gemaakt_op", "gremium_id", "hoofdstuk", "id", "ingediend_op", "ingetrokken_op", "item", "kanaal", "kenmerk", "link_id", "ministerie_id", "namens", "opgave", "organisatie_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "plan_id", "reden", "ronde_id", "sectie", "stand", "tekst", "versie_id", "voorstel", "vrijgegeven_op", "wijziging") VALUES (NEW."anker", NEW."antwoord_id", NEW."code", NEW."door_id", NEW."gegeven_op", NEW."gemaakt_op", NEW."gremium_id", NEW."hoofdstuk", NEW."id", NEW."ingediend_op", NEW."ingetrokken_op", NEW."item", NEW."kanaal", NEW."kenmerk", NEW."link_id", NEW."ministerie_id", NEW."namens", NEW."opgave", NEW."organisatie_id", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."plan_id", NEW."reden", NEW."ronde_id", NEW."sectie", NEW."stand", NEW."tekst", NEW."versie_id", NEW."voorstel", NEW."vrijgegeven_op", NEW."wijziging"); RETURN NULL;', hash='998f6e5de77ab632a836585c204910dc84ca955a', operation='UPDATE', pgid='pgtrigger_update_update_7c538', table='reacties_reactie', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='reactie',
            trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "reacties_reactiegebeurtenis" ("anker", "antwoord_id", "code", "door_id", "gegeven_op", "gemaakt_op", "gremium_id", "hoofdstuk", "id", "ingediend_op", "ingetrokken_op", "item", "kanaal", "kenmerk", "link_id", "ministerie_id", "namens", "opgave", "organisatie_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "plan_id", "reden", "ronde_id", "sectie", "stand", "tekst", "versie_id", "voorstel", "vrijgegeven_op", "wijziging") VALUES (OLD."anker", OLD."antwoord_id", OLD."code", OLD."door_id", OLD."gegeven_op", OLD."gemaakt_op", OLD."gremium_id", OLD."hoofdstuk", OLD."id", OLD."ingediend_op", OLD."ingetrokken_op", OLD."item", OLD."kanaal", OLD."kenmerk", OLD."link_id", OLD."ministerie_id", OLD."namens", OLD."opgave", OLD."organisatie_id", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."plan_id", OLD."reden", OLD."ronde_id", OLD."sectie", OLD."stand", OLD."tekst", OLD."versie_id", OLD."voorstel", OLD."vrijgegeven_op", OLD."wijziging"); RETURN NULL;', hash='db1f02376cb9ca3b7268035720e4fdf936e7f75d', operation='DELETE', pgid='pgtrigger_delete_delete_5207f', table='reacties_reactie', when='AFTER')),
        ),
        migrations.AddConstraint(
            model_name='persoonlijkelink',
            constraint=models.CheckConstraint(condition=models.Q(('opgaven', []), _negated=True), name='reacties_link_met_opgaven'),
        ),
        migrations.AddConstraint(
            model_name='persoonlijkelink',
            constraint=models.CheckConstraint(condition=models.Q(('ministerie__isnull', True), ('organisatie__isnull', True), _connector='OR'), name='reacties_link_hoogstens_een_afzender'),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='persoonlijkelink',
            trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "reacties_persoonlijkelinkgebeurtenis" ("gemaakt_door_id", "gemaakt_op", "id", "ingetrokken_door_id", "ingetrokken_op", "laatst_gebruikt_op", "ministerie_id", "opgaven", "organisatie_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "plan_id", "ronde_id", "verloopt_op") VALUES (NEW."gemaakt_door_id", NEW."gemaakt_op", NEW."id", NEW."ingetrokken_door_id", NEW."ingetrokken_op", NEW."laatst_gebruikt_op", NEW."ministerie_id", NEW."opgaven", NEW."organisatie_id", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."plan_id", NEW."ronde_id", NEW."verloopt_op"); RETURN NULL;', hash='d0c9f290e7caa2995125613037102cb1256fcaa3', operation='INSERT', pgid='pgtrigger_insert_insert_5b51f', table='reacties_persoonlijkelink', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='persoonlijkelink',
            trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD."gemaakt_door_id" IS DISTINCT FROM (NEW."gemaakt_door_id") OR OLD."gemaakt_op" IS DISTINCT FROM (NEW."gemaakt_op") OR OLD."id" IS DISTINCT FROM (NEW."id") OR OLD."ingetrokken_door_id" IS DISTINCT FROM (NEW."ingetrokken_door_id") OR OLD."ingetrokken_op" IS DISTINCT FROM (NEW."ingetrokken_op") OR OLD."laatst_gebruikt_op" IS DISTINCT FROM (NEW."laatst_gebruikt_op") OR OLD."ministerie_id" IS DISTINCT FROM (NEW."ministerie_id") OR OLD."opgaven" IS DISTINCT FROM (NEW."opgaven") OR OLD."organisatie_id" IS DISTINCT FROM (NEW."organisatie_id") OR OLD."plan_id" IS DISTINCT FROM (NEW."plan_id") OR OLD."ronde_id" IS DISTINCT FROM (NEW."ronde_id") OR OLD."verloopt_op" IS DISTINCT FROM (NEW."verloopt_op"))', func='INSERT INTO "reacties_persoonlijkelinkgebeurtenis" ("gemaakt_door_id", "gemaakt_op", "id", "ingetrokken_door_id", "ingetrokken_op", "laatst_gebruikt_op", "ministerie_id", "opgaven", "organisatie_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "plan_id", "ronde_id", "verloopt_op") VALUES (NEW."gemaakt_door_id", NEW."gemaakt_op", NEW."id", NEW."ingetrokken_door_id", NEW."ingetrokken_op", NEW."laatst_gebruikt_op", NEW."ministerie_id", NEW."opgaven", NEW."organisatie_id", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."plan_id", NEW."ronde_id", NEW."verloopt_op"); RETURN NULL;', hash='4608e1411b6842a7913cca37b0060c1d297b23bc', operation='UPDATE', pgid='pgtrigger_update_update_3debc', table='reacties_persoonlijkelink', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='persoonlijkelink',
            trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "reacties_persoonlijkelinkgebeurtenis" ("gemaakt_door_id", "gemaakt_op", "id", "ingetrokken_door_id", "ingetrokken_op", "laatst_gebruikt_op", "ministerie_id", "opgaven", "organisatie_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "plan_id", "ronde_id", "verloopt_op") VALUES (OLD."gemaakt_door_id", OLD."gemaakt_op", OLD."id", OLD."ingetrokken_door_id", OLD."ingetrokken_op", OLD."laatst_gebruikt_op", OLD."ministerie_id", OLD."opgaven", OLD."organisatie_id", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."plan_id", OLD."ronde_id", OLD."verloopt_op"); RETURN NULL;', hash='c11df4df5735a7d67a29d7b2cd382213f4dcb450', operation='DELETE', pgid='pgtrigger_delete_delete_3a68a', table='reacties_persoonlijkelink', when='AFTER')),
        ),
        migrations.AddConstraint(
            model_name='deelname',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('ministerie__isnull', False), ('organisatie__isnull', True)), models.Q(('ministerie__isnull', True), ('organisatie__isnull', False)), _connector='OR'), name='reacties_deelname_van_een'),
        ),
        migrations.AddConstraint(
            model_name='deelname',
            constraint=models.UniqueConstraint(fields=('ronde', 'ministerie', 'organisatie'), name='reacties_deelname_eenmaal', nulls_distinct=False),
        ),
        migrations.AddConstraint(
            model_name='deelname',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('ingediend_op__isnull', True), ('stand', 'gevraagd')), models.Q(models.Q(('stand', 'gevraagd'), _negated=True), ('ingediend_op__isnull', False)), _connector='OR'), name='reacties_deelname_ingediend_met_tijd'),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='deelname',
            trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "reacties_deelnamegebeurtenis" ("coordinator_id", "deadline", "id", "ingediend_door_id", "ingediend_op", "ministerie_id", "opgaven", "organisatie_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "ronde_id", "stand", "zonder_opmerkingen") VALUES (NEW."coordinator_id", NEW."deadline", NEW."id", NEW."ingediend_door_id", NEW."ingediend_op", NEW."ministerie_id", NEW."opgaven", NEW."organisatie_id", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."ronde_id", NEW."stand", NEW."zonder_opmerkingen"); RETURN NULL;', hash='46c354c61ee2eaa1894372e36000838bbc35e1c3', operation='INSERT', pgid='pgtrigger_insert_insert_23cb8', table='reacties_deelname', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='deelname',
            trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "reacties_deelnamegebeurtenis" ("coordinator_id", "deadline", "id", "ingediend_door_id", "ingediend_op", "ministerie_id", "opgaven", "organisatie_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "ronde_id", "stand", "zonder_opmerkingen") VALUES (NEW."coordinator_id", NEW."deadline", NEW."id", NEW."ingediend_door_id", NEW."ingediend_op", NEW."ministerie_id", NEW."opgaven", NEW."organisatie_id", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."ronde_id", NEW."stand", NEW."zonder_opmerkingen"); RETURN NULL;', hash='bbe77d5e039225e22c616c4a745cf79049b0c5aa', operation='UPDATE', pgid='pgtrigger_update_update_9784a', table='reacties_deelname', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='deelname',
            trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "reacties_deelnamegebeurtenis" ("coordinator_id", "deadline", "id", "ingediend_door_id", "ingediend_op", "ministerie_id", "opgaven", "organisatie_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "ronde_id", "stand", "zonder_opmerkingen") VALUES (OLD."coordinator_id", OLD."deadline", OLD."id", OLD."ingediend_door_id", OLD."ingediend_op", OLD."ministerie_id", OLD."opgaven", OLD."organisatie_id", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."ronde_id", OLD."stand", OLD."zonder_opmerkingen"); RETURN NULL;', hash='fc0ea00c47c0a7ea0af65f480c57609faa49c79d', operation='DELETE', pgid='pgtrigger_delete_delete_49438', table='reacties_deelname', when='AFTER')),
        ),
    ]
