"""What the tutor's language models answer with where data is asked for."""
