"""The `parlons` command: one module per group of commands."""
