"""Reading in a child process: with limits, without a network, and with an end.

A PDF from a stranger can ask for gigabytes, run for ever, or crash a library. All of that happens in a process of its
own, and ends here as a Reading or as one of the states of `tracker.reading.errors`.

    reading   one file: its limits, its clock, and what became of it
    warm      the children that stand ready (`tracker.reading.child`), from which each file's process is forked
"""

from tracker.sandbox.reading import Limits, read

__all__ = ["Limits", "read"]
