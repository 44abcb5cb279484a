"""What models cost and may cost, in SQL."""
