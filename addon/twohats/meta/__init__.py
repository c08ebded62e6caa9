"""What Meta's platforms share on the wire: the Graph API's conventions, signed forms, session ids.

No platform's own calls live here; Facebook, Instagram and Threads build on it and stay strangers to each other.
"""
