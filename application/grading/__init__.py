"""How answers are judged, and what becomes of a judgement that somebody disputes."""
