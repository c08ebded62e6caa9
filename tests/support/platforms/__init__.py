"""The stand-in platforms, one module each: `HOSTS`, and `answer(network, request)` written from the facts."""
