"""How many of the letters of fiction that belong together are found, and what is found besides.

python -m tests.benchmarks.correspondence
"""

import os

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "tracker.settings")
django.setup()

from tests.linking.pairs_of_fiction import found_pairs, letters, wanted_pairs  # noqa: E402  # after django.setup()

if __name__ == "__main__":
    found, wanted = found_pairs(), wanted_pairs()
    right = found & wanted
    print(f"{len(letters())} letters, {len(wanted)} pairs to find.")
    print(f"precision {len(right) / len(found):.3f} ({len(right)} of {len(found)})")
    print(f"recall    {len(right) / len(wanted):.3f} ({len(right)} of {len(wanted)})")
    for heading, pairs in (("missed", wanted - found), ("wrong", found - wanted)):
        for later, earlier in sorted(pairs):
            print(f"{heading}: {later} -> {earlier}")
