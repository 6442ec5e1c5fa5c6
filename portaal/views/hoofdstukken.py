from django.http import HttpRequest, HttpResponse


def inhoud(request: HttpRequest, **kwargs: object) -> HttpResponse:
    return HttpResponse("")


def hoofdstuk(request: HttpRequest, **kwargs: object) -> HttpResponse:
    return HttpResponse("")
