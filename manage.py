#!/usr/bin/env python
"""Django's command line for Letterbook."""

import os
import sys


def main() -> None:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "tracker.settings")
    try:
        from django.core.management import execute_from_command_line
    except ImportError as error:
        raise SystemExit("Django is not installed. Run: pip install -r requirements.txt") from error
    execute_from_command_line(sys.argv)


if __name__ == "__main__":
    main()
