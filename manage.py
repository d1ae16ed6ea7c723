#!/usr/bin/env python
"""Django's command line for Letterbook."""

import os
import sys


def main() -> None:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "tracker.settings")
    try:
        from django.core.management import execute_from_command_line
        from django.db import DatabaseError, connection

        from tracker.embedded import EmbeddedProblem
    except ImportError as error:
        raise SystemExit(f"{error}. Run: pip install -r requirements.txt") from error
    try:
        execute_from_command_line(sys.argv)
    except EmbeddedProblem as problem:
        raise SystemExit(str(problem)) from problem
    except DatabaseError as error:
        # A server that is not there is the commonest of all faults, and nobody's bug.
        if "--traceback" in sys.argv or connection.connection is not None:
            raise
        raise SystemExit(
            "The database does not answer. Start Letterbook with `manage.py quickstart` and leave it running, or set "
            f"DATABASE_URL to a server of your own.\n({' '.join(str(error).split())})"
        ) from error


if __name__ == "__main__":
    main()
