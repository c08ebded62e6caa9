"""The confirm page: a small web server on loopback, in the proxy's own event loop, for one person on this computer."""
