"""Two ways to say the same in JSON Schema."""

from collections.abc import Mapping, Sequence

from parlons.application.ports.codec import Json


class Published:
    """Says it as OpenAPI 3.1 and the generators of clients expect it."""

    def enumeration(self, values: Sequence[str]) -> Json:
        """One of some texts."""
        return {"type": "string", "enum": list(values)}

    def nullable(self, schema: Json) -> Json:
        """Null, or what fits the schema."""
        if "type" in schema:
            return {**schema, "type": [schema["type"], "null"]}
        return {"anyOf": [schema, {"type": "null"}]}

    def union(self, references: Mapping[str, str]) -> Json:
        """One of some classes; `references` leads from each one's tag to its schema."""
        return {
            "oneOf": [{"$ref": reference} for reference in references.values()],
            "discriminator": {"propertyName": "type", "mapping": dict(references)},
        }

    def of_field(self, schema: Json) -> Json:
        """A field's schema with all its constraints."""
        return schema


class Checked(Published):
    """Says it so that each fault is found once, where it is.

    A validator that meets `oneOf` or `anyOf` tells how the document misses each branch.
    """

    def enumeration(self, values: Sequence[str]) -> Json:
        """One of some texts; a number is one fault, not two."""
        return {"enum": list(values)}

    def nullable(self, schema: Json) -> Json:
        """Null, or what fits the schema; what is not null is held against the schema alone."""
        if "type" in schema:
            return super().nullable(schema)
        return {"if": {"not": {"type": "null"}}, "then": schema}

    def union(self, references: Mapping[str, str]) -> Json:
        """One of some classes; only the one that `type` names is looked at."""
        return {
            "type": "object",
            "properties": {"type": {"enum": list(references)}},
            "required": ["type"],
            "allOf": [
                {"if": _is(name), "then": {"$ref": reference}}
                for name, reference in references.items()
            ],
        }

    def of_field(self, schema: Json) -> Json:
        """A field's schema; an array that is too long is one fault, whatever its items are."""
        if "maxItems" not in schema:
            return schema
        items = self.of_field(schema["items"])
        within = {"if": {"maxItems": schema["maxItems"]}, "then": {"items": items}}
        return {key: value for key, value in schema.items() if key != "items"} | within


def _is(name: str) -> Json:
    tag = {"properties": {"type": {"const": name}}, "required": ["type"]}
    return {"type": "object", **tag}
