"""The desk's addresses, all for admins."""

from django.urls import path, register_converter
from django.urls.converters import StringConverter

from tracker.web.desk.action_import import action_import, action_template
from tracker.web.desk.actions import desk_action, desk_actions, new_action
from tracker.web.desk.alerts import desk_alerts
from tracker.web.desk.deciding import review_links
from tracker.web.desk.doors import decide_link, letter_verb, new_row, row_verb
from tracker.web.desk.forms import ROW_KINDS
from tracker.web.desk.queue import desk
from tracker.web.desk.review import review
from tracker.web.desk.sources import desk_sources, desk_sync
from tracker.web.desk.upload import status, upload


class RowKindConverter(StringConverter):
    """A kind of row, by its word; any other address is not found."""

    regex = "|".join(ROW_KINDS)


class LinkKindConverter(StringConverter):
    regex = "action|letter"


register_converter(RowKindConverter, "row_kind")
register_converter(LinkKindConverter, "link_kind")

urlpatterns = [
    path("", desk, name="desk"),
    path("upload/", upload, name="desk_upload"),
    path("status/", status, name="desk_status"),
    path("sources/", desk_sources, name="desk_sources"),
    path("sources/sync/", desk_sync, name="desk_sync"),
    path("alerts/", desk_alerts, name="desk_alerts"),
    path("actions/", desk_actions, name="desk_actions"),
    path("actions/new/", new_action, name="desk_action_new"),
    path("actions/import/", action_import, name="desk_action_import"),
    path("actions/template.csv", action_template, name="desk_action_template"),
    path("actions/<int:pk>/", desk_action, name="desk_action"),
    path("letters/<int:pk>/", review, name="desk_letter"),
    path("letters/<int:pk>/do/", letter_verb, name="desk_letter_verb"),
    path("letters/<int:pk>/<row_kind:kind>/", new_row, name="desk_new_row"),
    path("letters/<int:pk>/<row_kind:kind>/<int:row_id>/", row_verb, name="desk_row_verb"),
    path("links/", review_links, name="desk_links"),
    path("links/<link_kind:which>/<int:link_id>/", decide_link, name="desk_decide_link"),
]
