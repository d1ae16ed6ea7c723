"""`manage.py scorecard`: the pages of a gold set, read and compared, and the page that shows what came of it."""
