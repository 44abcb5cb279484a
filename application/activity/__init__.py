"""Telling the server what was done."""
