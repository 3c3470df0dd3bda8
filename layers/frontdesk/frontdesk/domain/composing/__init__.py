"""Answers that a language model words: what it is given, and what of its words may be said."""
