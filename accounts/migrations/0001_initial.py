import django.db.models.deletion
import django.db.models.functions.text
import django.utils.timezone
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('auth', '0012_alter_user_first_name_max_length'),
    ]

    operations = [
        migrations.CreateModel(
            name='Inlogrem',
            fields=[
                ('sleutel', models.CharField(max_length=64, primary_key=True, serialize=False)),
                ('account', models.CharField(blank=True, db_index=True, max_length=64)),
                ('pogingen', models.PositiveIntegerField(default=0)),
                ('sinds', models.DateTimeField(default=django.utils.timezone.now)),
                ('laatste_op', models.DateTimeField(db_index=True, default=django.utils.timezone.now)),
                ('tot', models.DateTimeField(null=True)),
            ],
            options={
                'verbose_name': 'rem op inloggen',
                'verbose_name_plural': 'remmen op inloggen',
            },
        ),
        migrations.CreateModel(
            name='User',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('password', models.CharField(max_length=128, verbose_name='password')),
                ('last_login', models.DateTimeField(blank=True, null=True, verbose_name='last login')),
                ('is_superuser', models.BooleanField(default=False, help_text='Designates that this user has all permissions without explicitly assigning them.', verbose_name='superuser status')),
                ('is_staff', models.BooleanField(default=False, help_text='Designates whether the user can log into this admin site.', verbose_name='staff status')),
                ('is_active', models.BooleanField(default=True, help_text='Designates whether this user should be treated as active. Unselect this instead of deleting accounts.', verbose_name='active')),
                ('date_joined', models.DateTimeField(default=django.utils.timezone.now, verbose_name='date joined')),
                ('email', models.EmailField(max_length=254, unique=True, verbose_name='e-mailadres')),
                ('naam', models.CharField(help_text='Zo ziet een collega wie iets wijzigde.', max_length=200, verbose_name='naam of functie')),
                ('groups', models.ManyToManyField(blank=True, help_text='The groups this user belongs to. A user will get all permissions granted to each of their groups.', related_name='user_set', related_query_name='user', to='auth.group', verbose_name='groups')),
                ('user_permissions', models.ManyToManyField(blank=True, help_text='Specific permissions for this user.', related_name='user_set', related_query_name='user', to='auth.permission', verbose_name='user permissions')),
            ],
            options={
                'verbose_name': 'persoon met account',
                'verbose_name_plural': 'personen met account',
                'ordering': ('naam', 'email'),
            },
        ),
        migrations.CreateModel(
            name='Accountgebeurtenis',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('soort', models.CharField(choices=[('factor', 'De tweede factor is gewist'), ('koppeling', 'De koppeling met het werkaccount is verplaatst'), ('gekoppeld', 'Het account is gekoppeld aan een werkaccount'), ('rem', 'De wachttijd bij het inloggen is opgeheven'), ('adres', 'Het e-mailadres is gewijzigd'), ('wachtwoord', 'Het wachtwoord is door een beheerder gekozen'), ('aan', 'Het account is aangezet'), ('uit', 'Het account is uitgezet'), ('beheer', 'De rechten op het hele portaal zijn gewijzigd')], max_length=12)),
                ('reden', models.CharField(blank=True, max_length=500)),
                ('op', models.DateTimeField(default=django.utils.timezone.now, editable=False)),
                ('door', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('user', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='gebeurtenissen', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'verbose_name': 'gebeurtenis van een account',
                'verbose_name_plural': 'gebeurtenissen van accounts',
                'ordering': ('-op', '-pk'),
            },
        ),
        migrations.CreateModel(
            name='Koppelverzoek',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('provider', models.CharField(max_length=200)),
                ('uid', models.CharField(max_length=191)),
                ('kenmerk', models.CharField(max_length=12, unique=True)),
                ('gevraagd_op', models.DateTimeField(default=django.utils.timezone.now)),
                ('user', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='koppelverzoeken', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'verbose_name': 'verzoek om een koppeling',
                'verbose_name_plural': 'verzoeken om een koppeling',
                'ordering': ('-gevraagd_op',),
            },
        ),
        migrations.CreateModel(
            name='Sessie',
            fields=[
                ('session_key', models.CharField(max_length=40, primary_key=True, serialize=False, verbose_name='session key')),
                ('session_data', models.TextField(verbose_name='session data')),
                ('expire_date', models.DateTimeField(db_index=True, verbose_name='expire date')),
                ('begonnen_op', models.DateTimeField(blank=True, null=True)),
                ('apparaat', models.CharField(blank=True, max_length=80)),
                ('user', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.CASCADE, related_name='sessies', to=settings.AUTH_USER_MODEL, verbose_name='persoon')),
            ],
            options={
                'verbose_name': 'sessie',
                'verbose_name_plural': 'sessies',
                'ordering': ('-begonnen_op',),
                'abstract': False,
            },
        ),
        migrations.AddConstraint(
            model_name='user',
            constraint=models.UniqueConstraint(django.db.models.functions.text.Lower('email'), name='accounts_user_email_uniek'),
        ),
        migrations.AddConstraint(
            model_name='koppelverzoek',
            constraint=models.UniqueConstraint(fields=('user', 'provider', 'uid'), name='accounts_koppelverzoek_een'),
        ),
        # The table of Django's database cache, as `createcachetable` makes it: counters that all processes share.
        migrations.RunSQL(
            """
            CREATE TABLE IF NOT EXISTS npvr_cache (
                cache_key varchar(255) NOT NULL PRIMARY KEY,
                value text NOT NULL,
                expires timestamp with time zone NOT NULL
            );
            CREATE INDEX IF NOT EXISTS npvr_cache_expires ON npvr_cache (expires);
            """,
            "DROP TABLE IF EXISTS npvr_cache",
        ),
    ]
