"""Learning paths, lessons and answers."""
