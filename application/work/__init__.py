"""Getting work done: handed out, tried, tried again, given up."""
