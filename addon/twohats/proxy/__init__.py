"""mitmproxy's side of the guard: a closed boundary, a short addon list, taps, and a fast way for strangers.

Everything here that leans on an internal of mitmproxy says so in `contract`.
"""
