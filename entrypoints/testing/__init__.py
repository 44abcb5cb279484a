"""What a test of Parlons, or of an adapter for it, is written with."""
