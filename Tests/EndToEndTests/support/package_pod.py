"""The PyPI package `federation`, which Socialhome runs, as a pod: it writes its own documents and messages,
delivers them itself, and judges what is delivered to it.

It is looser than diaspora* in what it takes (any prefix, limited posts in public) and stricter in its time
format; kinds that it does not know it verifies and gives nothing for.
"""

import asyncio
import json
import os
import uuid
from collections.abc import Coroutine
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any
from unittest import mock

from authority import Authority
from live_pod import LivePod, wait
from peer import Peer, PeerPerson, Received


def import_package(authority: Authority) -> None:
    """Before anything else of it is used: aiohttp chooses whom to trust when it is imported."""
    with mock.patch.dict(os.environ, {"SSL_CERT_FILE": str(authority.certificate)}):
        import aiohttp  # noqa: F401


@dataclass
class PackagePod(Peer):
    """Alive until `stop`; its people are found by documents that the package generates."""

    def webfinger(self, resource: str) -> bytes | None:
        from federation.hostmeta.generators import RFC7033Webfinger
        person = self.people.get(resource.removeprefix("acct:"))
        return person and json.dumps(RFC7033Webfinger(
            id=f"{self.url}/u/{person.name}", handle=person.id, guid=person.guid, base_url=self.url,
            profile_path=f"/u/{person.name}").render()).encode()

    def hcard(self, guid: str) -> bytes | None:
        from federation.hostmeta.generators import generate_hcard
        person = next((one for one in self.people.values() if one.guid == guid), None)
        return person and generate_hcard(
            "diaspora", hostname=self.url, fullname=person.name.title(), firstname=person.name.title(),
            lastname="", photo300=f"{self.url}/300.png", photo100=f"{self.url}/100.png",
            photo50=f"{self.url}/50.png", searchable="true", guid=person.guid,
            public_key=person.signer.public_pem, username=person.name).encode()

    # Judging

    def entities(self, one: Received) -> list[Any]:
        """What the package makes of a message, having found its author's key on the author's pod."""
        person = next((one_ for one_ in self.people.values() if one.path == f"/receive/users/{one_.guid}"), None)

        async def judge() -> list[Any]:
            from federation.entities.diaspora.mappers import message_to_objects
            from federation.protocols.diaspora.protocol import Protocol
            from federation.types import RequestType
            user = person and user_of(person)
            sender, message = await Protocol().receive(RequestType(body=one.body), user)
            return await message_to_objects(message, sender, None, user)
        return run(judge())

    def await_entity(self, kind: str, pod: LivePod, **wanted: Any) -> Any:
        """The first one of a kind, with these attributes."""
        found: list[Any] = []
        judged = 0

        def arrived() -> bool:
            nonlocal judged
            while judged < len(self.received) and not found:
                found.extend(
                    entity for entity in self.entities(self.received[judged])
                    if type(entity).__name__ == f"Diaspora{kind}"
                    and all(getattr(entity, name) == value for name, value in wanted.items()))
                judged += 1
            return bool(found)
        wait(f"{kind} {wanted}", arrived, pod)
        return found[0]

    # Sending

    def sends(self, entity: Any, by: PeerPerson, to: LivePod, privately: bool = False) -> Any:
        """Delivers an entity to the pod's public inbox, or to that of its first user."""
        from federation.outbound import handle_send
        from federation.protocols.enums import ProtocolType
        recipient = {
            "endpoint": f"{to.pod.url}/", "fid": "", "protocols": [ProtocolType.DIASPORA], "public": not privately}
        if privately:
            profile = discovered(to.id)
            recipient |= {"guid": profile.guid, "public_key": profile.public_key}
        run(handle_send(entity, user_of(by), [recipient]))
        return entity


def discovered(id: str) -> Any:
    """What the package finds of a person."""
    from federation.utils.diaspora import retrieve_and_parse_profile
    return run(retrieve_and_parse_profile(id))


def fetched(pod: LivePod, guid: str) -> Any:
    """A public post, as the package gets it from its pod."""
    from federation.utils.diaspora import retrieve_and_parse_content
    return run(retrieve_and_parse_content(id=guid, guid=guid, handle=pod.id, entity_type="post", cache=False))


def user_of(person: PeerPerson) -> Any:
    from Crypto.PublicKey import RSA
    from federation.types import UserType
    return UserType(
        id=person.id, handle=person.id, guid=person.guid, private_key=RSA.import_key(person.signer.private_pem))


def made(kind: str, by: PeerPerson, **attributes: Any) -> Any:
    """An entity of the package's own model, such as `Post` or `Reaction`."""
    from federation.entities import base
    guid = uuid.uuid4().hex
    return getattr(base, kind)(**{
        "id": guid, "guid": guid, "actor_id": by.id, "handle": by.id,
        "created_at": datetime.now(UTC).replace(tzinfo=None)} | attributes)


def run(work: Coroutine[Any, Any, Any]) -> Any:
    """Runs it in a thread of its own: the browser tests leave a loop running in this one."""
    with ThreadPoolExecutor(max_workers=1) as executor:
        return executor.submit(asyncio.run, work).result()
