"""What an author should look at again in a course that is valid: rules over the whole of it."""
