"""The tables by feature."""
