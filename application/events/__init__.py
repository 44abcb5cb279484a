"""How what has happened gets to those who draw conclusions from it."""
