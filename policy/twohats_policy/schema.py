"""JSON Schema of policy files, for editors (`twohats schema`); made from the models that read them."""

from typing import Any

from pydantic import BaseModel

from twohats_policy.files import PersonFile, TeamFile

DIALECT = "https://json-schema.org/draft/2020-12/schema"


def schemas() -> dict[str, dict[str, Any]]:
    """Return the schemas by what they describe: `team`, `person`."""
    return {"team": _schema(TeamFile, "twohats: team file"), "person": _schema(PersonFile, "twohats: person file")}


def _schema(model: type[BaseModel], title: str) -> dict[str, Any]:
    return {"$schema": DIALECT, **model.model_json_schema(by_alias=True), "title": title}
