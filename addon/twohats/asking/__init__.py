"""Asking: questions to people, from the judged call to the answer."""
