from django.http import HttpRequest, HttpResponse


def tijdlijn(request: HttpRequest, **kwargs: object) -> HttpResponse:
    return HttpResponse("")


def agenda(request: HttpRequest, **kwargs: object) -> HttpResponse:
    return HttpResponse("")
