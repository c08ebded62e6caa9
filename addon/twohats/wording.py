"""Every sentence a person reads: filled in from `sentences/<language>.toml`, in English or Swedish.

Whatever comes from a call or a file is made printable on its way into a sentence, so that a caption can neither steer a
terminal nor turn the reading direction of a question.
"""

import tomllib
import unicodedata
from functools import cache
from importlib import resources

from twohats.question import Answer, Choice, Ending, Question
from twohats_policy.account import ActingAccount
from twohats_policy.activity import Activity
from twohats_policy.decision import Decision, Effect, Reason

LANGUAGES = ("en", "sv")
"""The languages there is a file of sentences for; the first is the one for everybody else."""

PHRASE_LENGTH = 180
"""A reason phrase stays under this many characters (facts: clients 2)."""

_VALUE_LENGTH = 400
_LOOKED_AT = 8192
_REASON_LENGTH = 160
_JOINERS = "\u200c\u200d"  # needed inside Persian words and emoji
_NAMES = {
    "gbp": "Google Business Profile",
    "linkedin": "LinkedIn",
    "tiktok": "TikTok",
    "uploadpost": "Upload-Post",
    "vk": "VK",
    "youtube": "YouTube",
}


def language_of(tag: str) -> str:
    """Return the language to speak for a locale or language tag (`sv_SE.UTF-8`, `sv-FI`, an empty string)."""
    wanted = tag[:2].lower()
    return wanted if wanted in LANGUAGES else LANGUAGES[0]


@cache
def sentences(language: str) -> dict[str, str]:
    """Return the sentences of one language by their key, `section.name`."""
    text = resources.files("twohats").joinpath(f"sentences/{language}.toml").read_text(encoding="utf-8")
    return {f"{section}.{name}": line for section, lines in tomllib.loads(text).items() for name, line in lines.items()}


def say(key: str, language: str, **values: str | int) -> str:
    """Return the sentence `key` with its values filled in, each made printable. An unknown key is a KeyError."""
    shown = {name: printable(str(value)) for name, value in values.items()}
    return sentences(language)[key].format(**shown).strip()


def printable(text: str, limit: int = _VALUE_LENGTH) -> str:
    """Return the text on one line, at most `limit` characters, control and direction characters shown as a mark."""
    head = text[: max(_LOOKED_AT, 2 * limit)]  # a text may have a million characters, and be in a list of fifty
    line = " ".join("".join(map(_mark, " ".join(head.split()))).split())
    return line if len(line) <= limit and len(head) == len(text) else f"{line[: limit - 1]}…"


def printable_lines(text: str, limit: int = 4000) -> str:
    """Return the text with its line breaks, otherwise as `printable` does."""
    lines = "\n".join("".join(map(_mark, line)) for line in text.expandtabs(4).splitlines())
    return lines if len(lines) <= limit else f"{lines[: limit - 1]}…"


def reason_phrase(sentence: str) -> str:
    """Return the sentence as an HTTP/1 reason phrase: printable ASCII, under `PHRASE_LENGTH` characters."""
    plain = unicodedata.normalize("NFKD", sentence.replace("…", "...")).encode("ascii", "ignore").decode()
    line = " ".join("".join(letter if letter.isprintable() else " " for letter in plain).split())
    return line if len(line) < PHRASE_LENGTH else f"{line[: PHRASE_LENGTH - 4]}..."


def platform_name(platform: str) -> str:
    """Return a platform's name as it spells itself."""
    return _NAMES.get(platform) or platform[:1].upper() + platform[1:]


def account_name(account: ActingAccount) -> str:
    """Return the name people know an account by, without `@`; its number where there is none, or nothing. Not made
    printable.
    """
    return account.username.removeprefix("@") or account.ref or account.platform_id


def account_words(account: ActingAccount, language: str) -> str:
    """Return an account for a sentence: `@acme (brand, X)`."""
    kind = say(f"kind.{account.kind}", language)
    platform = platform_name(account.platform)
    if name := account.username.removeprefix("@") or account.ref:
        return say("account.named", language, name=printable(name, 80), kind=kind, platform=platform)
    if account.platform_id:
        return say("account.numbered", language, id=printable(account.platform_id, 80), kind=kind, platform=platform)
    return say("account.unknown", language, platform=platform)


def noun(activity: Activity, language: str) -> str:
    """Return what the activity is when people see it: `post`, `story`."""
    return say(f"noun.{activity.shown_as}", language)


def this(activity: Activity, language: str) -> str:
    """Return the activity for the middle of a sentence: `this post`."""
    return say(f"this.{activity.shown_as}", language)


def question_title(question: Question, language: str) -> str:
    """Return the question in one line: `Send this post from @acme (brand, X)?`."""
    account = account_words(question.account, language)
    return say("question.title", language, this=this(question.problem, language), account=account)


def reason_words(reason: Reason, language: str) -> str:
    """Return why one rule met, in the rule's own words, with what could not be told."""
    words = reason.words(language) or say("question.no_reason", language)
    if not reason.unsure:
        return printable(words)
    return say("question.unsure", language, reason=words, signals=", ".join(reason.unsure))


def reasons(decision: Decision, language: str) -> tuple[str, ...]:
    """Return why, in words, the determining rules first; each sentence once."""
    return tuple(dict.fromkeys(reason_words(reason, language) for reason in (*decision.reasons, *decision.others)))


def refusal_sentence(decision: Decision, answer: Answer | None, language: str) -> str:
    """Return why it was not sent, what matters first, with what to do if there is anything to do."""
    reason = _first_reason(decision, language)
    if answer is not None and answer.choice is Choice.BLOCK:
        return _refused_by(answer, reason, language)
    if decision.effect is Effect.SECOND and not decision.approvers:
        return say("refused.unapproved", language, reason=reason)
    return say("refused.rule", language, reason=reason or say("refused.no_reason", language))


def _refused_by(answer: Answer, reason: str, language: str) -> str:
    if answer.channel in frozenset(Ending):
        return say(f"refused.{answer.channel}", language, id=answer.question, reason=reason)
    if answer.reason:
        return say("refused.person_why", language, by=answer.by, why=answer.reason.rstrip("."), reason=reason)
    return say("refused.person", language, by=answer.by, reason=reason)


def _first_reason(decision: Decision, language: str) -> str:
    return printable(reason_words(decision.reasons[0], language), _REASON_LENGTH) if decision.reasons else ""


def _mark(letter: str) -> str:
    hidden = unicodedata.category(letter) in {"Cc", "Cf", "Cs", "Zl", "Zp"} and letter not in _JOINERS
    return "\ufffd" if hidden else letter
