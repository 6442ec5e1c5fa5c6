from __future__ import annotations

from typing import TYPE_CHECKING

from django.apps import apps
from django.conf import settings
from django.contrib.postgres.indexes import GinIndex, OpClass
from django.db import models
from django.db.models import Exists, OuterRef, Q, Subquery
from django.db.models.functions import Upper
from django.utils import timezone

from governance.models import Gremium, Ministerie, Organisatie
from npvr.spoor import spoor
from opgaven.models import Plan
from versies.models import Versie

from .links import PersoonlijkeLink
from .rondes import Deelname, Ronde

if TYPE_CHECKING:
    from ..permissions import Inzage


@spoor("AntwoordGebeurtenis")
class Antwoord(models.Model):
    """What the region says to one or more comments: a draft until the programmamanager releases it."""

    plan = models.ForeignKey(Plan, models.PROTECT, related_name="antwoorden")
    tekst = models.TextField()
    versie = models.PositiveIntegerField(default=1)
    gemaakt_op = models.DateTimeField(default=timezone.now, editable=False)
    gemaakt_door = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")
    vrijgegeven_op = models.DateTimeField(null=True)
    vrijgegeven_door = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")

    class Meta:
        verbose_name = "antwoord"
        verbose_name_plural = "antwoorden"
        ordering = ("pk",)
        constraints = (models.CheckConstraint(name="reacties_antwoord_met_tekst", condition=~Q(tekst="")),)

    def __str__(self) -> str:
        return self.tekst[:60]


TELT = (
    *("sectie", "stand", "kanaal", "ministerie", "organisatie", "gremium", "namens", "door", "link"),
    *("gemaakt_op", "ingediend_op", "vrijgegeven_op", "ingetrokken_op"),
)


class ReactieQuerySet(models.QuerySet["Reactie"]):
    def zichtbaar_voor(self, inzage: Inzage) -> ReactieQuerySet:
        """What this person may read: see `permissions`. No query of its own."""
        return self.filter(inzage.filter())

    def staat(self) -> ReactieQuerySet:
        """Not withdrawn by who wrote it."""
        return self.filter(ingetrokken_op__isnull=True)

    def ingediend(self) -> ReactieQuerySet:
        return self.staat().filter(ingediend_op__isnull=False)

    def onbeantwoord(self) -> ReactieQuerySet:
        return self.ingediend().filter(stand__in=(Reactie.Stand.OPEN, Reactie.Stand.IN_BEHANDELING))

    def met_loop(self) -> ReactieQuerySet:
        """With `gewijzigd_op`, when its sender last said it otherwise after others could read it, and
        `antwoord_gegeven`, whether it is part of the one answer that its sender gave in a round. No query of its own.
        """
        gebeurtenis = apps.get_model("reacties", "ReactieGebeurtenis")._default_manager
        wijzigingen = gebeurtenis.filter(pgh_obj=OuterRef("pk"), pgh_context__metadata__daad="wijzig")
        wijzigingen = wijzigingen.filter(ingediend_op__isnull=False)
        afzender = Q(ministerie=OuterRef("ministerie")) | Q(organisatie=OuterRef("organisatie"))
        klaar = ~Q(stand=Deelname.Stand.GEVRAAGD) | Q(ronde__stand=Ronde.Stand.GESLOTEN)
        return self.annotate(
            gewijzigd_op=Subquery(wijzigingen.order_by("-pgh_id").values("pgh_created_at")[:1]),
            antwoord_gegeven=Exists(Deelname.objects.filter(afzender, klaar, ronde=OuterRef("ronde"))),
        )


@spoor("ReactieGebeurtenis")
class Reactie(models.Model):
    """Something said about a place in the plan: a comment in the portal, a pen note on paper, a remark by mail.

    The place is kept by keys (`opgave` or `hoofdstuk`, `sectie`, `item`), by the `code` it had, and by `anker`
    (`plandocument.anker`): the passage, the words around it and the text it was made on. `versie` is that text, None
    for the working copy. `tekst` is plain text. `voorstel` is other wording for the passage, None when none was given;
    an empty one asks to leave the passage out.

    Within a ministry it is theirs alone until `ingediend_op`; others than the team read it from `vrijgegeven_op` on.
    `kenmerk` is what the form that placed it was drawn with, so that sending it twice places it once.
    """

    class Stand(models.TextChoices):
        OPEN = "open", "Open"
        IN_BEHANDELING = "in_behandeling", "In behandeling"
        VERWERKT = "verwerkt", "Verwerkt"
        NIET_OVERGENOMEN = "niet_overgenomen", "Niet overgenomen"
        BEANTWOORD = "beantwoord", "Beantwoord"

    class Kanaal(models.TextChoices):
        PORTAAL = "portaal", "In het portaal"
        LINK = "link", "Met een persoonlijke link"
        WORD = "word", "In een Word-bestand"
        MAIL = "mail", "Per e-mail"
        OVERLEG = "overleg", "In een overleg"
        TELEFOON = "telefoon", "Per telefoon"
        PAPIER = "papier", "Op papier"

    plan = models.ForeignKey(Plan, models.PROTECT, related_name="reacties")
    versie = models.ForeignKey(Versie, models.PROTECT, null=True, blank=True, related_name="reacties")
    ronde = models.ForeignKey(Ronde, models.PROTECT, null=True, blank=True, related_name="reacties")

    opgave = models.CharField(max_length=64, blank=True)
    hoofdstuk = models.CharField(max_length=64, blank=True)
    sectie = models.CharField(max_length=64, blank=True)
    item = models.CharField(max_length=64, blank=True)
    code = models.CharField(max_length=20, blank=True)
    anker = models.JSONField(default=dict, blank=True)

    tekst = models.TextField(blank=True)
    voorstel = models.TextField(null=True, blank=True)

    ministerie = models.ForeignKey(Ministerie, models.PROTECT, null=True, blank=True, related_name="reacties")
    organisatie = models.ForeignKey(Organisatie, models.PROTECT, null=True, blank=True, related_name="reacties")
    gremium = models.ForeignKey(Gremium, models.PROTECT, null=True, blank=True, related_name="reacties")
    namens = models.CharField(max_length=150, blank=True, help_text="Een functie, zoals: wethouder economie.")
    kanaal = models.CharField(max_length=10, choices=Kanaal.choices, default=Kanaal.PORTAAL)
    gegeven_op = models.DateField()
    door = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+")
    link = models.ForeignKey(PersoonlijkeLink, models.PROTECT, null=True, blank=True, related_name="reacties")

    stand = models.CharField(max_length=20, choices=Stand.choices, default=Stand.OPEN)
    reden = models.TextField(blank=True)
    antwoord = models.ForeignKey(Antwoord, models.SET_NULL, null=True, blank=True, related_name="reacties")
    wijziging = models.PositiveIntegerField(default=1, help_text="Telt op bij elke wijziging.")
    kenmerk = models.UUIDField(null=True, unique=True, editable=False)
    gemaakt_op = models.DateTimeField(default=timezone.now, editable=False)
    ingediend_op = models.DateTimeField(null=True)
    vrijgegeven_op = models.DateTimeField(null=True)
    ingetrokken_op = models.DateTimeField(null=True)

    objects = ReactieQuerySet.as_manager()

    class Meta:
        verbose_name = "reactie"
        verbose_name_plural = "reacties"
        ordering = ("gemaakt_op", "pk")
        indexes = (
            # with all that tells who may read it and whether it is done: counting reads no rows
            models.Index(fields=["plan", "opgave"], include=TELT, name="reacties_reactie_telt"),
            models.Index(fields=["plan", "sectie"], name="reacties_reactie_sectie"),
            models.Index(fields=["plan", "hoofdstuk"], condition=~Q(hoofdstuk=""), name="reacties_reactie_hoofdstuk"),
            models.Index(fields=["plan", "ministerie"], name="reacties_reactie_ministerie"),
            models.Index(fields=["plan", "gemaakt_op", "id"], name="reacties_reactie_op_tijd"),
            models.Index(
                fields=["plan", "gemaakt_op"],
                condition=Q(
                    stand__in=("open", "in_behandeling"), ingediend_op__isnull=False, ingetrokken_op__isnull=True
                ),
                name="reacties_reactie_wacht",
            ),
            GinIndex(OpClass(Upper("tekst"), name="gin_trgm_ops"), name="reacties_reactie_woorden"),
            GinIndex(OpClass(Upper("voorstel"), name="gin_trgm_ops"), name="reacties_reactie_voorgesteld"),
            models.Index(fields=["ronde"], name="reacties_reactie_ronde"),
        )
        constraints = (
            models.CheckConstraint(
                name="reacties_reactie_zegt_iets", condition=~Q(tekst="") | Q(voorstel__isnull=False)
            ),
            models.CheckConstraint(
                name="reacties_reactie_niet_overgenomen_met_reden",
                condition=~Q(stand="niet_overgenomen") | ~Q(reden=""),
            ),
            models.CheckConstraint(
                name="reacties_reactie_vrij_is_ingediend",
                condition=Q(vrijgegeven_op__isnull=True) | Q(ingediend_op__isnull=False),
            ),
            models.CheckConstraint(
                name="reacties_reactie_hoogstens_een_afzender",
                condition=Q(ministerie__isnull=True, organisatie__isnull=True)
                | Q(ministerie__isnull=True, gremium__isnull=True)
                | Q(organisatie__isnull=True, gremium__isnull=True),
            ),
        )

    def __str__(self) -> str:
        return f"{self.code} {self.tekst[:60]}".strip()

    @property
    def afzender(self) -> str:
        """On whose behalf: "OCW", "Twente Board, wethouder economie"; empty for the team itself."""
        return ", ".join(
            deel for deel in (str(self.ministerie or self.organisatie or self.gremium or ""), self.namens) if deel
        )

    @property
    def citaat(self) -> str:
        """The passage it is about; empty where it is about the whole section or item."""
        return str(self.anker.get("citaat", ""))


@spoor("BerichtGebeurtenis")
class Bericht(models.Model):
    """A reply in the thread under a comment. `intern`: for the team alone, until somebody decides what to answer."""

    reactie = models.ForeignKey(Reactie, models.CASCADE, related_name="berichten")
    tekst = models.TextField()
    intern = models.BooleanField(default=False)
    door = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")
    link = models.ForeignKey(PersoonlijkeLink, models.PROTECT, null=True, blank=True, related_name="+")
    genoemd = models.ManyToManyField(settings.AUTH_USER_MODEL, related_name="+", blank=True)
    kenmerk = models.UUIDField(null=True, unique=True, editable=False)
    gemaakt_op = models.DateTimeField(default=timezone.now, editable=False)

    class Meta:
        verbose_name = "bericht"
        verbose_name_plural = "berichten"
        ordering = ("gemaakt_op", "pk")
        constraints = (models.CheckConstraint(name="reacties_bericht_met_tekst", condition=~Q(tekst="")),)

    def __str__(self) -> str:
        return self.tekst[:60]


class ReactieKlad(models.Model):
    """A comment that somebody typed and has not placed: theirs alone, gone when it is placed.

    `plek` is where they type it, as the form posts it; `velden` are its fields.
    """

    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, null=True, related_name="reactiekladden")
    link = models.ForeignKey(PersoonlijkeLink, models.CASCADE, null=True, related_name="reactiekladden")
    plan = models.ForeignKey(Plan, models.CASCADE, related_name="+")
    plek = models.CharField(max_length=200)
    velden = models.JSONField(default=dict)
    volgnummer = models.PositiveBigIntegerField(default=0)
    bewaard_op = models.DateTimeField(auto_now=True)

    class Meta:
        verbose_name = "klad van een reactie"
        verbose_name_plural = "kladden van reacties"
        constraints = (
            models.UniqueConstraint(
                fields=["user", "link", "plan", "plek"], name="reacties_klad_eenmaal", nulls_distinct=False
            ),
            models.CheckConstraint(
                name="reacties_klad_van_een",
                condition=Q(user__isnull=False, link__isnull=True) | Q(user__isnull=True, link__isnull=False),
            ),
        )

    def __str__(self) -> str:
        return f"klad bij {self.plek}"
