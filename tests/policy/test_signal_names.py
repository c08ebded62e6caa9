from twohats_policy import signal_names
from twohats_policy.names import VOCABULARY
from twohats_policy.vocabulary import Kind, Name


def test_every_signal_is_offered_to_rules_and_has_a_key_of_its_own() -> None:
    groups = [group for name, group in vars(signal_names).items() if name.endswith("_SIGNALS")]
    declared: list[Name] = [name for group in groups for name in group]
    assert {name.name for name in declared} <= set(VOCABULARY.signals)
    keys = [name.signal.key for name in declared if name.signal]
    assert len(keys) == len(set(keys)) == len(declared)


def test_a_list_of_texts_can_be_a_signal() -> None:
    assert signal_names.texts_signal("some_links", "Some.", "links.some").kind is Kind.TEXTS
