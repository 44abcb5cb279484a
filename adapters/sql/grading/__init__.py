"""Answers, reports of them and regrading in SQL."""
