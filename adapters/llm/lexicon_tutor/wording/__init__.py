"""The words of the answers, one module for each language."""
