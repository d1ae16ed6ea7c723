"""The site's addresses. Public pages first; the desk is for people with a login."""

from django.contrib import admin
from django.urls import include, path

urlpatterns = [
    path("", include("tracker.web.urls")),
    path("desk/", include("tracker.web.desk.urls")),
    path("admin/", admin.site.urls),
]
