"""What serves the ports: one folder per technology."""
