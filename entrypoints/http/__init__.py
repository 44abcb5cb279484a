"""The REST API: a table of operations, what runs them, and bindings to web frameworks."""
