"""Incidents: posts that made the news, sent again as requests, and whether twohats would have stopped them."""
