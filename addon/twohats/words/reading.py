"""A text as signals look at it: folded, in words, with its language; read once for all of them."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache

from twohats.words.folding import folded
from twohats.words.languages import HOME, Guess, guess
from twohats.words.tokens import Token, tag_words, tags_in, tokens
from twohats_policy.request import Unknown

ENOUGH = 4
"""Words that a text must have to say something about a topic."""

NO_LIST = Unknown(reason="there are no word lists for the language; if the account writes in it, add it to `languages`")

_NOT_PROSE = re.compile(r"https?://\S+|www\.\S+|(?<!\w)[#@]\w[\w.-]*")


@dataclass(frozen=True)
class Text:
    """A text. `written` is folded, in upper and lower case; `tags` are those that do not stand in it."""

    written: str
    tags: tuple[str, ...] = ()

    @cached_property
    def tokens(self) -> tuple[Token, ...]:
        """Its words in order, those of links, tags and mentions too."""
        return tokens(self.written)

    @cached_property
    def words(self) -> tuple[str, ...]:
        """Its words for comparing; then, between empty ones, those that its tags show by capital letters."""
        more = [word for tag in (*tags_in(self.written), *self.tags) for word in ("", *tag_words(tag))]
        return (*(token.word for token in self.tokens), *more)

    @cached_property
    def prose(self) -> str:
        """The text without links, tags and mentions."""
        return _NOT_PROSE.sub(" ", self.written)

    @cached_property
    def prose_words(self) -> tuple[str, ...]:
        """The words of the prose that have a letter."""
        return tuple(token.word for token in tokens(self.prose) if token.word[0].isalpha())

    @cached_property
    def guess(self) -> Guess:
        """Its language."""
        return guess(self.prose)

    def lists(self, languages: Sequence[str]) -> tuple[str, ...] | None:
        """Return the languages whose word lists fit the text of an account that writes in `languages`.

        None says that it is written in a language that there are no lists for, and that the account does not say it
        uses. For one that it does say, no list is the answer: the short list for all languages is then all there is.
        """
        told = [language.casefold().partition("-")[0] for language in languages]
        language = self.guess.language
        if language in HOME:
            return (language,)
        if language in told or len(self.prose_words) < ENOUGH:
            return tuple(one for one in told if one in HOME) if len(told) == 1 else ()
        if language or not self.guess.likeliest:
            return None
        return tuple(one for one in dict.fromkeys((self.guess.likeliest, *told)) if one in HOME)


@lru_cache(maxsize=8)
def read(text: str, tags: tuple[str, ...] = ()) -> Text:
    """Return the text for looking at; the last few are kept in memory, since several signals look at the same."""
    return Text(folded(text), tags)
