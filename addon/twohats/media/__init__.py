"""Media: pictures and uploads, looked at and remembered."""
