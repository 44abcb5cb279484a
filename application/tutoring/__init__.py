"""Asking the tutor."""
