"""Plans, budgets, and what language models cost."""
