"""Questions to the tutor, the replies, and what they cost."""
