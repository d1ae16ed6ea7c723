"""Reading: what the page says. Pure: bytes in, frozen dataclasses out; neither Django nor Celery."""

from tracker.reading.errors import UnreadableFile
from tracker.reading.rows import Reading

__all__ = ["Reading", "UnreadableFile"]
