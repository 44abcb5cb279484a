"""Where Parlons is called from: HTTP, the command line, the worker."""
