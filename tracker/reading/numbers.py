"""Numbers as letters write them out."""

__all__ = ["NUMBER_WORDS"]

# From zero to twenty: a word's place is its number.
NUMBER_WORDS = [
    *("zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve"),
    *("thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen", "twenty"),
]
