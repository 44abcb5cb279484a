"""What holds in French whatever the course."""
