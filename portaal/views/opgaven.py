from django.http import HttpRequest, HttpResponse


def lijst(request: HttpRequest, **kwargs: object) -> HttpResponse:
    return HttpResponse("")


def matrix(request: HttpRequest, **kwargs: object) -> HttpResponse:
    return HttpResponse("")


def download(request: HttpRequest, **kwargs: object) -> HttpResponse:
    return HttpResponse("")
