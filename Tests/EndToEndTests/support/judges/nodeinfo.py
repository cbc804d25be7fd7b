"""NodeInfo documents held to their schemas: diaspora* marks a pod whose document fails as of a wrong version.

The schemas below are written from the rules of the NodeInfo protocol, versions 2.0 and 2.1, not copied.
"""

from typing import Any

import jsonschema

SOFTWARE = {
    "2.0": {"name": {"type": "string", "pattern": "^[a-z0-9-]+$"}, "version": {"type": "string"}},
    "2.1": {
        "name": {"type": "string", "pattern": "^[a-z0-9-]+$"}, "version": {"type": "string"},
        "repository": {"type": "string"}, "homepage": {"type": "string"},
    },
}
PROTOCOLS = [
    "activitypub", "buddycloud", "dfrn", "diaspora", "libertree", "ostatus", "pumpio", "tent", "xmpp", "zot",
]
INBOUND = ["atom1.0", "gnusocial", "imap", "pnut", "pop3", "pumpio", "rss2.0", "twitter"]
OUTBOUND_KNOWN_TO_ALL = ["atom1.0", "diaspora", "rss2.0", "smtp"]
COUNT = {"type": "integer", "minimum": 0}


def closed(properties: dict[str, Any], *required: str) -> dict[str, Any]:
    """An object with these names and no others."""
    return {
        "type": "object", "properties": properties, "required": list(required), "additionalProperties": False,
    }


def listed(names: list[str], least: int = 0) -> dict[str, Any]:
    return {"type": "array", "items": {"enum": names}, "minItems": least}


def schema(version: str) -> dict[str, Any]:
    users = {"total": COUNT, "activeHalfyear": COUNT, "activeMonth": COUNT}
    names = {
        "version": {"enum": [version]},
        "software": closed(SOFTWARE[version], "name", "version"),
        "protocols": listed(PROTOCOLS, least=1),
        "services": closed(
            {"inbound": listed(INBOUND), "outbound": listed(OUTBOUND_KNOWN_TO_ALL)}, "inbound", "outbound"),
        "openRegistrations": {"type": "boolean"},
        "usage": closed({"users": closed(users), "localPosts": COUNT, "localComments": COUNT}, "users"),
        "metadata": {"type": "object"},
    }
    return closed(names, *names)


def complaints(document: Any, version: str) -> list[str]:
    judge = jsonschema.Draft4Validator(schema(version))
    return [f"{error.json_path}: {error.message}" for error in judge.iter_errors(document)]
