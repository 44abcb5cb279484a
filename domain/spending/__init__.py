"""What plans allow, and what language models may cost."""
