"""Taking a learner's question apart."""
