import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('governance', '0001_initial'),
        ('inlezen', '0001_initial'),
        ('opgaven', '0001_initial'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.AddField(
            model_name='inlezing',
            name='plan',
            field=models.ForeignKey(null=True, on_delete=django.db.models.deletion.CASCADE, related_name='inlezingen', to='opgaven.plan'),
        ),
        migrations.AddField(
            model_name='inlezing',
            name='regio',
            field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='inlezingen', to='governance.regio'),
        ),
        migrations.AddField(
            model_name='inlezing',
            name='toegepast_door',
            field=models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddField(
            model_name='tabelinvoer',
            name='door',
            field=models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddField(
            model_name='tabelinvoer',
            name='regio',
            field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='tabelinvoer', to='governance.regio'),
        ),
        migrations.AddField(
            model_name='tabelinvoer',
            name='terug_door',
            field=models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddField(
            model_name='tabelinvoer',
            name='toegepast_door',
            field=models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddConstraint(
            model_name='inlezing',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('gelezen__isnull', False), ('ongedaan_op__isnull', True), ('stand', 'gelezen'), ('toegepast_op__isnull', True)), models.Q(('gelezen__isnull', True), ('ongedaan_op__isnull', True), ('stand', 'toegepast'), ('toegepast_op__isnull', False)), models.Q(('gelezen__isnull', True), ('ongedaan_op__isnull', False), ('stand', 'ongedaan'), ('toegepast_op__isnull', False)), models.Q(('gelezen__isnull', True), ('ongedaan_op__isnull', True), ('stand', 'vervallen'), ('toegepast_op__isnull', True)), _connector='OR'), name='inlezen_inlezing_stand_klopt'),
        ),
        migrations.AddIndex(
            model_name='tabelinvoer',
            index=models.Index(fields=['regio', '-toegepast_op'], name='inlezen_tabelinvoer_laatste'),
        ),
        migrations.AddConstraint(
            model_name='tabelinvoer',
            constraint=models.CheckConstraint(condition=models.Q(('terug_op__isnull', True), ('toegepast_op__isnull', False), _connector='OR'), name='inlezen_tabelinvoer_terug_na_toepassen'),
        ),
    ]
