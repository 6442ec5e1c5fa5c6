import django.contrib.postgres.constraints
import django.contrib.postgres.fields
import django.core.validators
import django.db.models.deletion
import django.db.models.functions.comparison
import django.utils.timezone
from django.conf import settings
from django.contrib.postgres.operations import BtreeGistExtension
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        BtreeGistExtension(),
        migrations.CreateModel(
            name='Gremium',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('code', models.CharField(max_length=60)),
                ('naam', models.CharField(max_length=200)),
                ('soort', models.CharField(blank=True, max_length=80)),
                ('niveau', models.CharField(choices=[('rijk', 'Rijk'), ('rijk_regio', 'Rijk en regio samen'), ('regio', 'Regio'), ('opgave', 'Per opgave of onderwerp'), ('buiten', 'Buiten het programma')], default='regio', max_length=20)),
                ('taak', models.TextField(blank=True)),
                ('cadans', models.CharField(blank=True, max_length=200, verbose_name='hoe vaak')),
                ('status', models.CharField(blank=True, help_text='Bijvoorbeeld: te vormen.', max_length=80)),
                ('volgorde', models.PositiveSmallIntegerField(default=0)),
            ],
            options={
                'verbose_name': 'gremium',
                'verbose_name_plural': 'gremia',
                'ordering': ('volgorde', 'naam'),
            },
        ),
        migrations.CreateModel(
            name='Besluit',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('datum', models.DateField()),
                ('uitkomst', models.CharField(choices=[('vastgesteld', 'Vastgesteld'), ('vastgesteld_met_wijzigingen', 'Vastgesteld met wijzigingen'), ('akkoord', 'Akkoord'), ('ter_kennisname', 'Ter kennisname'), ('aangehouden', 'Aangehouden')], max_length=30)),
                ('toelichting', models.TextField(blank=True)),
                ('vindplaats', models.CharField(blank=True, help_text='Bijvoorbeeld: besluitenlijst, punt 4.', max_length=300)),
                ('gremium', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='besluiten', to='governance.gremium')),
            ],
            options={
                'verbose_name': 'besluit',
                'verbose_name_plural': 'besluiten',
                'ordering': ('-datum', '-pk'),
            },
        ),
        migrations.CreateModel(
            name='Ministerie',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('code', models.SlugField(unique=True)),
                ('afkorting', models.CharField(max_length=20, unique=True)),
                ('naam', models.CharField(max_length=200)),
                ('staat_voor', models.ManyToManyField(blank=True, related_name='samengevat_in', to='governance.ministerie')),
            ],
            options={
                'verbose_name': 'ministerie',
                'verbose_name_plural': 'ministeries',
                'ordering': ('afkorting',),
            },
        ),
        migrations.CreateModel(
            name='Regio',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('code', models.SlugField(unique=True)),
                ('naam', models.CharField(max_length=100, unique=True)),
                ('functieadres', models.EmailField(blank=True, help_text='Het adres van een functie, zoals programma@…, niet van een persoon. Antwoorden op berichten van het portaal gaan daarheen.', max_length=254, verbose_name='e-mailadres van het programma')),
                ('toegankelijk', models.CharField(blank=True, choices=[('A', 'voldoet volledig'), ('B', 'voldoet gedeeltelijk'), ('C', 'eerste maatregelen genomen'), ('D', 'voldoet niet')], help_text='Zoals het onderzoek en de verklaring in het register zeggen. Zonder onderzoek leeg, of C.', max_length=1, verbose_name='toegankelijkheid: status')),
                ('toegankelijk_op', models.DateField(blank=True, null=True, verbose_name='toegankelijkheid: datum van de verklaring')),
                ('toegankelijk_verklaring', models.CharField(blank=True, max_length=300, validators=[django.core.validators.URLValidator(['https'])], verbose_name='toegankelijkheid: adres in het register')),
            ],
            options={
                'verbose_name': 'regio',
                'verbose_name_plural': "regio's",
                'ordering': ('naam',),
                'constraints': [models.CheckConstraint(condition=models.Q(('toegankelijk', ''), ('toegankelijk_op__isnull', False), _connector='OR'), name='governance_regio_status_met_datum', violation_error_message='Zet bij de status de datum van de verklaring.')],
            },
        ),
        migrations.CreateModel(
            name='Post',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('sleutel', models.CharField(max_length=200, unique=True)),
                ('adres', models.EmailField(max_length=254)),
                ('onderwerp', models.CharField(max_length=200)),
                ('tekst', models.TextField()),
                ('antwoord_aan', models.EmailField(blank=True, max_length=254)),
                ('draad', models.CharField(blank=True, help_text='Wat meer berichten samen onderwerp hebben.', max_length=200)),
                ('afmelden', models.CharField(blank=True, help_text='Adres voor List-Unsubscribe.', max_length=300)),
                ('bericht_id', models.CharField(max_length=200, unique=True)),
                ('stand', models.CharField(choices=[('wacht', 'Wacht'), ('verstuurd', 'Verstuurd'), ('vervallen', 'Vervallen')], default='wacht', max_length=10)),
                ('pogingen', models.PositiveIntegerField(default=0)),
                ('niet_voor', models.DateTimeField(default=django.utils.timezone.now)),
                ('gemaakt_op', models.DateTimeField(default=django.utils.timezone.now, editable=False)),
                ('verstuurd_op', models.DateTimeField(null=True)),
                ('laatste_fout', models.CharField(blank=True, max_length=200)),
                ('voor', models.ForeignKey(null=True, on_delete=django.db.models.deletion.CASCADE, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('regio', models.ForeignKey(null=True, on_delete=django.db.models.deletion.CASCADE, related_name='+', to='governance.regio')),
            ],
            options={
                'verbose_name': 'post',
                'verbose_name_plural': 'post',
                'ordering': ('gemaakt_op', 'pk'),
            },
        ),
        migrations.CreateModel(
            name='Organisatie',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('code', models.CharField(max_length=60)),
                ('naam', models.CharField(max_length=200)),
                ('soort', models.CharField(choices=[('gemeente', 'Gemeente'), ('provincie', 'Provincie'), ('waterschap', 'Waterschap'), ('onderwijs', 'Onderwijs'), ('zorg', 'Zorg'), ('onderneming', 'Onderneming'), ('samenwerking', 'Samenwerking'), ('rijk', 'Rijk'), ('overig', 'Overig')], default='overig', max_length=20)),
                ('kolom', models.CharField(blank=True, choices=[('overheid', 'Overheid'), ('onderwijs_en_kennis', 'Onderwijs en kennis'), ('ondernemers', 'Ondernemers'), ('zorg', 'Zorg'), ('programma', 'Programma')], max_length=20)),
                ('regio', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='organisaties', to='governance.regio')),
            ],
            options={
                'verbose_name': 'organisatie',
                'verbose_name_plural': 'organisaties',
                'ordering': ('naam',),
            },
        ),
        migrations.CreateModel(
            name='Mijlpaal',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('code', models.SlugField()),
                ('datum', models.CharField(help_text='JJJJ, JJJJ-MM, JJJJ-MM-DD of JJJJ-Qn.', max_length=10)),
                ('einddatum', models.CharField(blank=True, max_length=10)),
                ('precisie', models.CharField(choices=[('dag', 'Dag'), ('maand', 'Maand'), ('kwartaal', 'Kwartaal'), ('jaar', 'Jaar'), ('vaag', 'Bij benadering')], max_length=10)),
                ('aanduiding', models.CharField(blank=True, help_text='De woorden van een vage datum.', max_length=100)),
                ('sorteer', models.CharField(help_text='Volgorde: JJJJ-MM-DD, met 00 waar onbekend.', max_length=10)),
                ('wat', models.TextField()),
                ('wie', models.CharField(blank=True, max_length=300)),
                ('soort', models.CharField(choices=[('besluit', 'Besluit'), ('overleg', 'Overleg'), ('publicatie', 'Publicatie'), ('planning', 'Planning')], max_length=12)),
                ('relevantie', models.CharField(choices=[('npvr', 'Het programma'), ('opgave', 'Een opgave'), ('context', 'Achtergrond')], default='context', max_length=10)),
                ('opgave_nummer', models.PositiveSmallIntegerField(blank=True, null=True)),
                ('bron', models.CharField(blank=True, max_length=300)),
                ('regio', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='mijlpalen', to='governance.regio')),
            ],
            options={
                'verbose_name': 'mijlpaal',
                'verbose_name_plural': 'mijlpalen',
                'ordering': ('sorteer', 'code'),
            },
        ),
        migrations.AddField(
            model_name='gremium',
            name='regio',
            field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='gremia', to='governance.regio'),
        ),
        migrations.CreateModel(
            name='Relatie',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('soort', models.CharField(choices=[('rapporteert_aan', 'rapporteert aan'), ('bereidt_voor', 'bereidt voor'), ('stemt_af_met', 'stemt af met'), ('stuurt_aan', 'stuurt aan')], max_length=20)),
                ('naar', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='inkomend', to='governance.gremium')),
                ('van', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='uitgaand', to='governance.gremium')),
            ],
            options={
                'verbose_name': 'relatie',
                'verbose_name_plural': 'relaties',
            },
        ),
        migrations.AddField(
            model_name='gremium',
            name='relaties',
            field=models.ManyToManyField(related_name='relaties_van', through='governance.Relatie', to='governance.gremium'),
        ),
        migrations.CreateModel(
            name='Rol',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('soort', models.CharField(choices=[('beheerder', 'Beheerder'), ('programmamanager', 'Programmamanager'), ('redacteur', 'Redacteur'), ('eigenaar', 'Eigenaar'), ('secretaris', 'Secretaris'), ('bestuurslid', 'Bestuurslid'), ('ministeriecontact', 'Contactpersoon van een ministerie'), ('ondertekenaar', 'Ondertekenaar'), ('lezer', 'Lezer')], max_length=20, verbose_name='rol')),
                ('opgaven_sleutels', django.contrib.postgres.fields.ArrayField(base_field=models.CharField(max_length=64), blank=True, default=list, size=None, verbose_name='alleen deze opgaven')),
                ('sinds', models.DateTimeField(auto_now_add=True)),
                ('tot', models.DateTimeField(blank=True, help_text='Vanaf dit moment telt de rol niet meer.', null=True)),
                ('beeindigd_door', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='beëindigd door')),
                ('gegeven_door', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='gegeven door')),
                ('ministerie', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='rollen', to='governance.ministerie')),
                ('regio', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='rollen', to='governance.regio')),
                ('user', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='rollen', to=settings.AUTH_USER_MODEL, verbose_name='persoon')),
            ],
            options={
                'verbose_name': 'rol',
                'verbose_name_plural': 'rollen',
                'ordering': ('regio', 'soort', 'user'),
            },
        ),
        migrations.CreateModel(
            name='Schrijfwijze',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('tekst', models.CharField(max_length=200, unique=True)),
                ('ministerie', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='schrijfwijzen', to='governance.ministerie')),
            ],
            options={
                'verbose_name': 'schrijfwijze',
                'verbose_name_plural': 'schrijfwijzen',
                'ordering': ('tekst',),
            },
        ),
        migrations.CreateModel(
            name='Uitnodiging',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('email', models.EmailField(max_length=254, verbose_name='e-mailadres')),
                ('soort', models.CharField(choices=[('beheerder', 'Beheerder'), ('programmamanager', 'Programmamanager'), ('redacteur', 'Redacteur'), ('eigenaar', 'Eigenaar'), ('secretaris', 'Secretaris'), ('bestuurslid', 'Bestuurslid'), ('ministeriecontact', 'Contactpersoon van een ministerie'), ('ondertekenaar', 'Ondertekenaar'), ('lezer', 'Lezer')], max_length=20, verbose_name='rol')),
                ('opgaven_sleutels', django.contrib.postgres.fields.ArrayField(base_field=models.CharField(max_length=64), blank=True, default=list, size=None)),
                ('rol_tot', models.DateTimeField(blank=True, null=True)),
                ('sleutel_hash', models.CharField(max_length=64, unique=True)),
                ('door_portaal', models.BooleanField(default=False, help_text='Van de opdrachtregel: geldt zonder een persoon.')),
                ('gemaakt_op', models.DateTimeField(auto_now_add=True)),
                ('kenmerk', models.UUIDField(editable=False, help_text='Van het formulier dat haar maakte.', null=True, unique=True)),
                ('verloopt_op', models.DateTimeField()),
                ('gebruikt_op', models.DateTimeField(blank=True, null=True)),
                ('ingetrokken_op', models.DateTimeField(blank=True, null=True)),
                ('door', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('gebruikt_door', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='uitnodigingen', to=settings.AUTH_USER_MODEL)),
                ('ingetrokken_door', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('ministerie', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='governance.ministerie')),
                ('post', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to='governance.post')),
                ('regio', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='uitnodigingen', to='governance.regio')),
            ],
            options={
                'verbose_name': 'uitnodiging',
                'verbose_name_plural': 'uitnodigingen',
                'ordering': ('-gemaakt_op',),
            },
        ),
        migrations.CreateModel(
            name='Lidmaatschap',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('functie', models.CharField(blank=True, max_length=200)),
                ('kolom', models.CharField(blank=True, choices=[('overheid', 'Overheid'), ('onderwijs_en_kennis', 'Onderwijs en kennis'), ('ondernemers', 'Ondernemers'), ('zorg', 'Zorg'), ('programma', 'Programma')], max_length=20)),
                ('aantal', models.PositiveSmallIntegerField(blank=True, default=1, help_text='Leeg: onbekend.', null=True)),
                ('volgorde', models.PositiveSmallIntegerField(default=0)),
                ('gremium', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='leden', to='governance.gremium')),
                ('ministerie', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='zetels', to='governance.ministerie')),
                ('organisatie', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='zetels', to='governance.organisatie')),
            ],
            options={
                'verbose_name': 'lid',
                'verbose_name_plural': 'leden',
                'ordering': ('volgorde', 'pk'),
                'constraints': [models.CheckConstraint(condition=models.Q(('organisatie__isnull', True), ('ministerie__isnull', True), _connector='OR'), name='governance_lid_een_afzender')],
            },
        ),
        migrations.AddIndex(
            model_name='post',
            index=models.Index(condition=models.Q(('stand', 'wacht')), fields=['niet_voor'], name='governance_post_wacht'),
        ),
        migrations.AddConstraint(
            model_name='post',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('stand', 'verstuurd'), ('verstuurd_op__isnull', False)), models.Q(models.Q(('stand', 'verstuurd'), _negated=True), ('verstuurd_op__isnull', True)), _connector='OR'), name='governance_post_verstuurd_met_tijd'),
        ),
        migrations.AddConstraint(
            model_name='organisatie',
            constraint=models.UniqueConstraint(fields=('regio', 'code'), name='governance_organisatie_code_uniek'),
        ),
        migrations.AddConstraint(
            model_name='mijlpaal',
            constraint=models.UniqueConstraint(fields=('regio', 'code'), name='governance_mijlpaal_code_uniek'),
        ),
        migrations.AddConstraint(
            model_name='relatie',
            constraint=models.UniqueConstraint(fields=('van', 'naar', 'soort'), name='governance_relatie_eenmaal'),
        ),
        migrations.AddConstraint(
            model_name='relatie',
            constraint=models.CheckConstraint(condition=models.Q(('van', models.F('naar')), _negated=True), name='governance_relatie_niet_met_zichzelf'),
        ),
        migrations.AddConstraint(
            model_name='gremium',
            constraint=models.UniqueConstraint(fields=('regio', 'code'), name='governance_gremium_code_uniek'),
        ),
        migrations.AddConstraint(
            model_name='rol',
            constraint=django.contrib.postgres.constraints.ExclusionConstraint(expressions=(('user', '='), ('regio', '='), ('soort', '='), (django.db.models.functions.comparison.Coalesce('ministerie', 0), '='), (models.Func('sinds', 'tot', function='tstzrange'), '&&')), name='governance_rol_eenmaal_tegelijk', violation_error_message='Deze persoon heeft deze rol al.'),
        ),
        migrations.AddConstraint(
            model_name='rol',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('ministerie__isnull', False), ('soort', 'ministeriecontact')), models.Q(models.Q(('soort', 'ministeriecontact'), _negated=True), ('ministerie__isnull', True)), _connector='OR'), name='governance_rol_ministerie_bij_contact', violation_error_message='Een contactpersoon heeft een ministerie; een andere rol niet.'),
        ),
        migrations.AddConstraint(
            model_name='rol',
            constraint=models.CheckConstraint(condition=models.Q(('soort__in', ('redacteur', 'eigenaar')), ('opgaven_sleutels', []), _connector='OR'), name='governance_rol_opgaven_bij_wie', violation_error_message='Alleen een redacteur of een eigenaar kan bij bepaalde opgaven horen.'),
        ),
        migrations.AddConstraint(
            model_name='rol',
            constraint=models.CheckConstraint(condition=models.Q(('tot__isnull', True), ('tot__gte', models.F('sinds')), _connector='OR'), name='governance_rol_tot_na_sinds', violation_error_message='Een rol eindigt niet voor ze begint.'),
        ),
        migrations.AddConstraint(
            model_name='uitnodiging',
            constraint=models.UniqueConstraint(condition=models.Q(('gebruikt_op__isnull', True), ('ingetrokken_op__isnull', True)), fields=('regio', 'email', 'soort', 'ministerie'), name='governance_uitnodiging_een_open', nulls_distinct=False),
        ),
        migrations.AddConstraint(
            model_name='uitnodiging',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('ministerie__isnull', False), ('soort', 'ministeriecontact')), models.Q(models.Q(('soort', 'ministeriecontact'), _negated=True), ('ministerie__isnull', True)), _connector='OR'), name='governance_uitnodiging_ministerie_bij_contact'),
        ),
        migrations.AddConstraint(
            model_name='uitnodiging',
            constraint=models.CheckConstraint(condition=models.Q(('gebruikt_op__isnull', True), ('ingetrokken_op__isnull', True), _connector='OR'), name='governance_uitnodiging_gebruikt_of_ingetrokken'),
        ),
    ]
