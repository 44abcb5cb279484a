"""Learning paths: what is taught, in which order, with which words."""
