"""Django's own admin, for what the desk has no page for: one module for each module of the models.

What the archive's verbs rule (letters, files, runs, rows, links, the log) can be looked up here and not changed: the
desk changes it. A file can be added, through the same verb as everywhere else.
"""

from tracker.admin import accounts, actions, agencies, alerts, extraction, letters, passages, people, search, syncing

__all__ = [
    "accounts",
    "actions",
    "agencies",
    "alerts",
    "extraction",
    "letters",
    "passages",
    "people",
    "search",
    "syncing",
]
