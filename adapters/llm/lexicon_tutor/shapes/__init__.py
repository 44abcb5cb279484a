"""The shapes of question that have an answer, one family to a module."""
