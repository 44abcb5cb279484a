"""Work items and schedules in SQL."""
