"""What the tutor spends, in SQL."""
