"""The patterns of the questions that have an answer, one module for each family."""
