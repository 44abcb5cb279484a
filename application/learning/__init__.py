"""Learning paths, units and lessons, to be read, heard and published."""
