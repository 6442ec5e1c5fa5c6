from django.http import HttpRequest, HttpResponse


def gremia(request: HttpRequest, **kwargs: object) -> HttpResponse:
    return HttpResponse("")


def gremium(request: HttpRequest, **kwargs: object) -> HttpResponse:
    return HttpResponse("")


def ministerie(request: HttpRequest, **kwargs: object) -> HttpResponse:
    return HttpResponse("")


def traject(request: HttpRequest, **kwargs: object) -> HttpResponse:
    return HttpResponse("")
