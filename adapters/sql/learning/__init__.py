"""Courses in SQL."""
