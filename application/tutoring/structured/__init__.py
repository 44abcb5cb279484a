"""Tasks whose replies are data."""
