"""Bodies: how request bodies are taken apart, behind `body`."""
