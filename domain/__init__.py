"""Entities, values and rules of language learning; depends on attrs and the standard library."""
