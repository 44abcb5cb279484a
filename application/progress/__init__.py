"""What learners do, how far that gets them and what it earns."""
