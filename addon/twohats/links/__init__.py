"""Links: where the links of a post really lead. The only calls of ours besides whoami; a policy can switch them off."""
