"""A text as signals look at it: folded, in words, with its language; read once for all of them."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache

from twohats.words.folding import folded
from twohats.words.languages import HOME, Guess, guess, spoken, tellable
from twohats.words.tokens import tag_words, tags_in, tokens, words
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
    def tokens(self) -> tuple[str, ...]:
        """Its words in order as written, those of links, tags and mentions too."""
        return tokens(self.written)

    @cached_property
    def words(self) -> tuple[str, ...]:
        """Its words for comparing; then, between empty ones, those that its tags show by capital letters."""
        more = [word for tag in (*tags_in(self.written), *self.tags) for word in ("", *tag_words(tag))]
        return (*map(str.casefold, self.tokens), *more)

    @cached_property
    def prose(self) -> str:
        """The text without links, tags and mentions."""
        return _NOT_PROSE.sub(" ", self.written)

    @cached_property
    def prose_words(self) -> tuple[str, ...]:
        """The words of the prose that have a letter."""
        return tuple(word for word in words(self.prose) if word[0].isalpha())

    @cached_property
    def guess(self) -> Guess:
        """Its language."""
        return guess(self.prose)

    def lists(self, languages: Sequence[str]) -> tuple[str, ...] | None:
        """Return the languages whose word lists fit the text of an account that writes in `languages`.

        None says that it is written in a language that there are no lists for, and that the account does not say it
        uses. For one that it does say, no list is the answer: the short list for all languages is then all there is.
        Where the account names a language that cannot be told from others, any foreign text may be in that one.
        """
        told, home, tells_apart = _habits(tuple(languages))
        language, likeliest = self.guess.language, self.guess.likeliest
        if language in HOME:
            return (language,)
        if language in told or not tells_apart or len(self.prose_words) < ENOUGH:
            return home if len(told) == 1 else ()
        if language or not likeliest:
            return None
        return tuple(dict.fromkeys((likeliest, *home))) if likeliest in HOME else home


@lru_cache(maxsize=64)
def _habits(languages: tuple[str, ...]) -> tuple[tuple[str, ...], tuple[str, ...], bool]:
    """Return what an account that writes in `languages` writes in, what of it there are word lists for, and whether all
    of it can be told.
    """
    told = tuple(map(spoken, languages))
    home = tuple(language for language in dict.fromkeys(told) if language in HOME)
    return told, home, tellable().issuperset(told)


@lru_cache(maxsize=8)
def read(text: str, tags: tuple[str, ...] = ()) -> Text:
    """Return the text for looking at; the last few are kept in memory, since several signals look at the same."""
    return Text(folded(text), tags)
