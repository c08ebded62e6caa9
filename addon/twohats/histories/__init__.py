"""What each account does, as far as it is remembered: keyed marks of its texts, digests of its tags, hours."""
