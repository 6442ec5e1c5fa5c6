from django.http import HttpRequest, HttpResponse


def voorpagina(request: HttpRequest, **kwargs: object) -> HttpResponse:
    return HttpResponse("")
