"""State: what lies in the state folder."""
