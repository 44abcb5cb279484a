"""What learners achieve, as functions of what they have done."""
