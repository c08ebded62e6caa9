"""Identities: what is known of logins and accounts, behind `identity`."""
