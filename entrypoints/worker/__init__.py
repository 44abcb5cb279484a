"""Doing the work that requests leave behind."""
