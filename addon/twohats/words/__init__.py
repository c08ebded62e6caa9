"""Words of a text, made comparable and looked for: folding, tokens, phrases, languages, spellings, hashtags."""
