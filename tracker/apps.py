from django.apps import AppConfig


class TrackerConfig(AppConfig):
    name = "tracker"
    verbose_name = "Letterbook"

    def ready(self) -> None:
        from tracker import celery  # noqa: F401  Celery's app must exist before any task is called.
