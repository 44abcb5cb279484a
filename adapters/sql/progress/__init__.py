"""Events, and what learners get by them, in SQL."""
