"""Which language models there are to ask."""
