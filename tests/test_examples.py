"""The examples in docstrings are true."""

import doctest
import importlib
import pkgutil

import pytest

import tracker

# Importing these would start something.
APART = {"tracker.celery", "tracker.wsgi", "tracker.reading.child"}
MODULES = [
    module.name
    for module in pkgutil.walk_packages(tracker.__path__, "tracker.")
    if module.name not in APART and ".migrations" not in module.name
]


@pytest.mark.parametrize("name", MODULES)
def test_examples(name):
    results = doctest.testmod(importlib.import_module(name))
    assert results.failed == 0


def test_there_are_examples():
    finder = doctest.DocTestFinder(exclude_empty=True)
    found = [test for name in MODULES for test in finder.find(importlib.import_module(name)) if test.examples]
    assert len(found) >= 10
