"""The tutor that needs no model: a question's shape, a look into the lexicon, an answer's words."""
