"""Accounts in the admin, for who manages the whole portal: what changes an account asks to log in anew, is written down
and told to the person. Roles are not part of that."""

from __future__ import annotations

from typing import Any, cast

from django.contrib import admin
from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.template.response import TemplateResponse
from django.urls import path, reverse

from accounts.actions import beeindig_sessies, noteer
from accounts.models import Accountgebeurtenis, User
from accounts.opnieuw import eis_vers, naar_opnieuw, vers_ingelogd

from .accountpost import meld_aan_persoon
from .accountstand import stand_van
from .permissions import eis_over_account
from .views.account import doe

Soort = Accountgebeurtenis.Soort
VELDEN = frozenset({"email", "is_active", "is_staff", "is_superuser"})
DADEN = ("factor", "koppeling", "rem")


class AccountBeheer(admin.ModelAdmin):
    """For a ModelAdmin of User; stands before the others."""

    change_form_template = "admin/persoon_wijzigen.html"

    def get_urls(self) -> list[Any]:
        schil = self.admin_site.admin_view
        return [
            path("<int:pk>/account/", schil(self.account_view), name="accounts_user_account"),
            path("<int:pk>/account/<slug:daad>/", schil(self.account_daad), name="accounts_user_daad"),
            *super().get_urls(),
        ]

    def account_view(self, request: HttpRequest, pk: int) -> HttpResponse:
        """What there is to see and do about an account."""
        user = get_object_or_404(User, pk=pk)
        door = cast(User, request.user)
        eis_over_account(door, None, user)
        naar = {f"naar_{daad}": reverse("admin:accounts_user_daad", args=[pk, daad]) for daad in DADEN}
        context = {
            **self.admin_site.each_context(request),
            "title": f"Het account van {user}",
            "opts": self.opts,
            "original": user,
            "persoon": user,
            "account": stand_van(door, None, user),
            **naar,
        }
        request.current_app = self.admin_site.name
        return TemplateResponse(request, "admin/persoon_account.html", context)

    def account_daad(self, request: HttpRequest, pk: int, daad: str) -> HttpResponse:
        user = get_object_or_404(User, pk=pk)
        eis_over_account(cast(User, request.user), None, user)
        terug = HttpResponseRedirect(reverse("admin:accounts_user_account", args=[pk]))
        if request.method != "POST" or daad not in DADEN:
            return terug

        @vers_ingelogd
        def nu(request: HttpRequest) -> HttpResponse:
            doe(request, user, None, daad)
            return terug

        return nu(request)

    # ---- the form of the admin itself ----

    def save_model(self, request: HttpRequest, obj: User, form: Any, change: bool) -> None:
        """After the form was found good, so that a mistake is told before anything else is asked."""
        anders = VELDEN & set(form.changed_data) if change else set()
        if anders or (not change and (obj.is_staff or obj.is_superuser)):
            eis_vers(request)
        was = form.initial.get("email", "")
        super().save_model(request, obj, form, change)
        door = cast(User, request.user)
        if "is_active" in anders:
            if not obj.is_active:
                beeindig_sessies(user=obj)
            _zeg(obj, Soort.AAN if obj.is_active else Soort.UIT, door)
        if "is_staff" in anders or "is_superuser" in anders:
            _zeg(obj, Soort.BEHEER, door)
        if "email" in anders:
            _zeg(obj, Soort.ADRES, door, f"Was {was}, is nu {obj.email}.", ook=was)

    def delete_model(self, request: HttpRequest, obj: User) -> None:
        eis_vers(request)
        _neem_afscheid(obj, cast(User, request.user))
        super().delete_model(request, obj)

    def delete_queryset(self, request: HttpRequest, queryset: Any) -> None:
        eis_vers(request)
        with transaction.atomic():
            for user in queryset:
                _neem_afscheid(user, cast(User, request.user))
            super().delete_queryset(request, queryset)

    def user_change_password(self, request: HttpRequest, id: str, form_url: str = "") -> HttpResponse:
        """Asked before the form is shown: a password is not put aside while somebody logs in anew."""
        if not id.isdecimal():
            raise Http404("Deze persoon is er niet.")
        if opnieuw := naar_opnieuw(request):
            return opnieuw
        was = User.objects.filter(pk=id).values_list("password", flat=True).first()
        with transaction.atomic():
            response: HttpResponse = super().user_change_password(request, id, form_url)  # type: ignore[misc]
            user = User.objects.filter(pk=id).first()
            if request.method == "POST" and user is not None and user.password != was:
                eigen = request.session.session_key if user.pk == request.user.pk else None
                beeindig_sessies(user=user, behoud_sessie=eigen)
                _zeg(user, Soort.WACHTWOORD, cast(User, request.user))
        return response


def _zeg(user: User, soort: Accountgebeurtenis.Soort, door: User, reden: str = "", ook: str = "") -> None:
    """Write it down and tell the person, at `ook` too."""
    noteer(user=user, soort=soort, door=door, reden=reden)
    for adres in dict.fromkeys(filter(None, (user.email, ook))):
        meld_aan_persoon(user=user, adres=adres, onderwerp=soort.label, wat=f"{soort.label}.", door=door, reden=reden)


def _neem_afscheid(user: User, door: User) -> None:
    wat = "Uw account bij het portaal is verwijderd. Wat u schreef, blijft in het plan staan."
    meld_aan_persoon(user=user, onderwerp="Uw account is verwijderd", wat=wat, door=door)
