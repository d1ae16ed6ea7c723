"""The public pages: plain GETs, no login, nothing unpublished."""

from django.contrib.auth import views as auth
from django.urls import path

from tracker.web import exporting, references
from tracker.web.actions import action, action_list
from tracker.web.agencies import agency, agency_list
from tracker.web.cite import cite
from tracker.web.exporting import search_export
from tracker.web.feeds import saved_search_feed, search_feed
from tracker.web.files import letter_page_image, letter_pdf
from tracker.web.health import healthz
from tracker.web.home import about, home
from tracker.web.letter import letter, letter_page, letter_transcript
from tracker.web.letters import letter_list
from tracker.web.people import member, member_list
from tracker.web.saved import save_search, saved_search, saved_searches, unsubscribe
from tracker.web.search_api import api_search
from tracker.web.search_help import search_help
from tracker.web.searching import search_page
from tracker.web.sources import sources
from tracker.web.suggesting import search_suggest

urlpatterns = [
    path("", home, name="home"),
    path("about/", about, name="about"),
    path("sources/", sources, name="sources"),
    path("letters/", letter_list, name="letter_list"),
    path("letters/<int:pk>/", letter, name="letter"),
    path("letters/<int:pk>/transcript/", letter_transcript, name="letter_transcript"),
    path("letters/<int:pk>/letter.pdf", letter_pdf, name="letter_pdf"),
    path("letters/<int:pk>/pages/<int:number>.webp", letter_page_image, name="letter_page_image"),
    path("letters/<int:pk>/pages/<int:number>/", letter_page, name="letter_page"),
    path("people/", member_list, name="member_list"),
    path("people/<slug:bioguide>/", member, name="member"),
    path("agencies/", agency_list, name="agency_list"),
    path("agencies/<slug:slug>/", agency, name="agency"),
    path("actions/", action_list, name="action_list"),
    path("actions/<int:pk>/", action, name="action"),
    path("search/", search_page, name="search"),
    path("search/help/", search_help, name="search_help"),
    path("search/suggest", search_suggest, name="search_suggest"),
    *(
        path(f"search/export.{form}", search_export, {"form": form}, name=f"search_export_{form}")
        for form in exporting.FORMS
    ),
    path("api/search", api_search, name="api_search"),
    *(path(f"cite.{form}", cite, {"form": form}, name=f"cite_{form}") for form in references.FORMS),
    path("search/feed.atom", search_feed, {"form": "atom"}, name="search_feed_atom"),
    path("search/feed.json", search_feed, {"form": "json"}, name="search_feed_json"),
    path("searches/", saved_searches, name="saved_searches"),
    path("searches/save/", save_search, name="save_search"),
    path("searches/<int:pk>/", saved_search, name="saved_search"),
    path("searches/feed/<str:token>.atom", saved_search_feed, name="saved_search_feed"),
    path("searches/unsubscribe/<str:token>/", unsubscribe, name="unsubscribe"),
    path("login/", auth.LoginView.as_view(redirect_authenticated_user=True), name="login"),
    path("logout/", auth.LogoutView.as_view(), name="logout"),
    path("healthz", healthz, name="health"),
]
