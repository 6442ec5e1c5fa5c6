from django.http import HttpRequest, HttpResponse


def dashboard(request: HttpRequest, **kwargs: object) -> HttpResponse:
    return HttpResponse("")


def indicator(request: HttpRequest, **kwargs: object) -> HttpResponse:
    return HttpResponse("")
