"""JSON Schema for editors."""

import json

from twohats_policy.files import PersonFile, TeamFile
from twohats_policy.schema import schemas


def test_there_is_a_schema_for_the_team_and_for_a_person() -> None:
    found = schemas()

    assert set(found["team"]["properties"]) == {field.alias or name for name, field in TeamFile.model_fields.items()}
    assert set(found["person"]["properties"]) == set(PersonFile.model_fields)
    assert json.loads(json.dumps(found)) == found


def test_keys_are_spelled_as_in_files_and_unknown_ones_refused() -> None:
    rule = schemas()["team"]["$defs"]["Rule"]

    assert "for" in rule["properties"]
    assert rule["additionalProperties"] is False


def test_one_word_may_stand_for_a_list() -> None:
    account = schemas()["team"]["$defs"]["Scope"]["properties"]["account"]

    assert {option.get("type") for option in account["anyOf"]} == {"string", "array"}


def test_every_key_a_person_may_wonder_about_is_described() -> None:
    definitions = schemas()["team"]["$defs"]

    for model in ("AccountEntry", "Handle", "Person", "Rule", "Scope"):
        for name, key in definitions[model]["properties"].items():
            assert key.get("description"), f"{model}.{name}"
