from django.http import HttpRequest, HttpResponse


def fiche(request: HttpRequest, **kwargs: object) -> HttpResponse:
    return HttpResponse("")
