"""The eight kinds of exercise, the answers they take and how they are graded."""
