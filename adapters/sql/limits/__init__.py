"""How often something was done lately, in SQL."""
