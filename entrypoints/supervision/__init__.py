"""A parent process, its children, and what happens when one of them dies."""
