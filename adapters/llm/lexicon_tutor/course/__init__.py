"""A course, ordered for looking things up."""
