from django.http import HttpRequest, HttpResponse


def regios(request: HttpRequest, **kwargs: object) -> HttpResponse:
    return HttpResponse("")


def toegankelijkheid(request: HttpRequest, **kwargs: object) -> HttpResponse:
    return HttpResponse("")


def privacy(request: HttpRequest, **kwargs: object) -> HttpResponse:
    return HttpResponse("")
