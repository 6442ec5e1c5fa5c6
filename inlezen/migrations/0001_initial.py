import django.db.models.deletion
import django.utils.timezone
import inlezen.models.tabelinvoer
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='Tabelinvoer',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('soort', models.CharField(choices=inlezen.models.tabelinvoer.tabelkeuzes, max_length=20)),
                ('bestand', models.CharField(max_length=200)),
                ('gelezen', models.CharField(max_length=200)),
                ('kop', models.JSONField()),
                ('rijen', models.JSONField()),
                ('let_op', models.JSONField(default=list)),
                ('op', models.DateTimeField(auto_now_add=True)),
                ('waarom', models.CharField(blank=True, max_length=300)),
                ('toegepast_op', models.DateTimeField(null=True)),
                ('aantallen', models.JSONField(default=dict)),
                ('voor', models.JSONField(default=list)),
                ('terug_op', models.DateTimeField(null=True)),
            ],
            options={
                'verbose_name': 'ingelezen tabel',
                'verbose_name_plural': 'ingelezen tabellen',
                'ordering': ('-op',),
            },
        ),
        migrations.CreateModel(
            name='Inlezing',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('naam', models.CharField(max_length=150)),
                ('sha256', models.CharField(max_length=64)),
                ('omvang', models.PositiveIntegerField()),
                ('bron', models.CharField(max_length=60)),
                ('weet_basis', models.BooleanField(default=True)),
                ('geheel', models.BooleanField(default=False)),
                ('opgaven', models.JSONField(default=list)),
                ('gelezen', models.BinaryField(null=True)),
                ('basis', models.BinaryField(null=True)),
                ('ruw', models.BinaryField(null=True)),
                ('verslag', models.JSONField(default=dict)),
                ('waarom', models.CharField(blank=True, max_length=300)),
                ('aanleiding', models.JSONField(null=True)),
                ('stand', models.CharField(choices=[('gelezen', 'Gelezen, nog niets overgenomen'), ('toegepast', 'Overgenomen'), ('ongedaan', 'Ongedaan gemaakt'), ('vervallen', 'Vervallen')], default='gelezen', max_length=12)),
                ('op', models.DateTimeField(default=django.utils.timezone.now)),
                ('greep', models.UUIDField(null=True)),
                ('keuzes', models.JSONField(default=list)),
                ('standen', models.JSONField(default=dict)),
                ('voor', models.BinaryField(null=True)),
                ('na', models.BinaryField(null=True)),
                ('toegepast_op', models.DateTimeField(null=True)),
                ('ongedaan_op', models.DateTimeField(null=True)),
                ('door', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('ongedaan_door', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'verbose_name': 'inlezing',
                'verbose_name_plural': 'inlezingen',
                'ordering': ('-op', '-pk'),
            },
        ),
    ]
