"""Accounts and logging in."""
