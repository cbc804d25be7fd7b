"""A pod whose every address is a trap, as a process of its own: `python -m siege.hostile_pod ADDRESS`, the public key on its input.

Anybody can be found there. What is found is told by the first word of the name: `plain`, `long` (a GUID of 255 characters),
`attributes`, `slow`, `endless`. What `/fetch` answers is told by the first letters of the GUID. It prints its port, and answers
`/counts` with how often each kind was asked for.
"""

import asyncio
import json
import sys
from base64 import urlsafe_b64encode
from collections import Counter
from html import escape
from urllib.parse import parse_qs, unquote, urlsplit

from siege.target import guid

MOST = 400                      # connections at once; more are closed
ATTRIBUTES = "".join(f" a{number:05}=''" for number in range(20_000)).encode()     # 220 KB


def guid_of(name: str) -> str:
    plain = guid("person", name)
    return (plain * 8)[:255] if name.startswith("long") else plain


class HostilePod:
    def __init__(self, address: str, pem: str) -> None:
        self.address, self.pem = address, pem
        self.names: dict[str, str] = {}
        self.counts: Counter[str] = Counter()
        self.open = 0

    async def run(self) -> None:
        server = await asyncio.start_server(self.answer, self.address, 0)
        self.authority = f"{self.address}:{server.sockets[0].getsockname()[1]}"
        print(self.authority, flush=True)
        async with server:
            await server.serve_forever()

    async def answer(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        self.open += 1
        try:
            async with asyncio.timeout(60):
                while self.open <= MOST and (line := await reader.readline()):
                    method, target = line.decode(errors="replace").split(" ")[:2]
                    length = 0
                    while (header := await reader.readline()).strip():
                        if header.lower().startswith(b"content-length:"):
                            length = int(header.split(b":")[1])
                    await reader.readexactly(length)
                    if not await self.reply(writer, method, target):
                        return
        except (OSError, ValueError, asyncio.IncompleteReadError, TimeoutError):
            pass
        finally:
            self.open -= 1
            writer.close()

    async def reply(self, writer: asyncio.StreamWriter, method: str, target: str) -> bool:
        """Answers one request; whether another may follow."""
        path, query = urlsplit(target).path, parse_qs(urlsplit(target).query)
        if path == "/counts":
            return await self.send(writer, json.dumps(self.counts).encode())
        if path == "/.well-known/webfinger":
            name = query.get("resource", [""])[0].removeprefix("acct:").split("@")[0]
            self.names[guid_of(name)] = name
            return await self.trap(writer, "webfinger", name, self.webfinger(name))
        if path.startswith("/hcard/users/"):
            name = self.names.get(path.rsplit("/", 1)[1], "plain")
            return await self.trap(writer, "hcard", name, self.hcard(name))
        if path.startswith("/fetch/"):
            return await self.trap(writer, "fetch", unquote(path).rsplit("/", 1)[1], b"<x/>")
        if path == "/.well-known/nodeinfo":
            return await self.trap(writer, "nodeinfo", "deep", b"[" * 500_000)
        self.counts[f"{method} other"] += 1
        return await self.send(writer, b"", 202 if method == "POST" else 200)

    async def trap(self, writer: asyncio.StreamWriter, route: str, name: str, honest: bytes) -> bool:
        kind = next((kind for kind in ("attributes", "slow", "endless", "linked") if name.startswith(kind)), "plain")
        self.counts[f"{route} {kind}"] += 1
        if kind == "slow" and route != "webfinger":
            return await self.drip(writer, honest)
        if kind == "endless" and route != "webfinger":
            return await self.pour(writer)
        if kind == "attributes" and route != "webfinger":
            honest = honest.replace(b"<html", b"<html" + ATTRIBUTES).replace(b"<x", b"<x" + ATTRIBUTES)
        return await self.send(writer, honest, 404 if route == "fetch" and kind in ("plain", "linked") else 200)

    async def send(self, writer: asyncio.StreamWriter, body: bytes, status: int = 200) -> bool:
        writer.write(b"HTTP/1.1 %d x\r\nContent-Type: text/html\r\nContent-Length: %d\r\n\r\n" % (status, len(body)) + body)
        await writer.drain()
        return True

    async def drip(self, writer: asyncio.StreamWriter, body: bytes) -> bool:
        writer.write(b"HTTP/1.1 200 x\r\nContent-Length: %d\r\n\r\n" % len(body))
        for byte in body:
            writer.write(bytes([byte]))
            await writer.drain()
            await asyncio.sleep(0.5)
        return True

    async def pour(self, writer: asyncio.StreamWriter) -> bool:
        writer.write(b"HTTP/1.1 200 x\r\nTransfer-Encoding: chunked\r\n\r\n")
        for _ in range(1024):
            writer.write(b"10000\r\n" + b"<p>A</p>" * 8192 + b"\r\n")
            await writer.drain()
        return False

    def webfinger(self, name: str) -> bytes:
        url = f"http://{self.authority}"
        return json.dumps({"subject": f"acct:{name}@{self.authority}", "links": [
            {"rel": "http://microformats.org/profile/hcard", "type": "text/html",
             "href": f"{url}/hcard/users/{guid_of(name)}"},
            {"rel": "http://joindiaspora.com/seed_location", "type": "text/html", "href": f"{url}/"}]}).encode()

    def hcard(self, name: str) -> bytes:
        rows = [("uid", guid_of(name)), ("nickname", name), ("fn", name), ("given_name", name), ("family_name", ""),
                ("searchable", "true"), ("key", self.pem)]
        text = "".join(f"<dl><dd><span class='{kind}'>{escape(value)}</span></dd></dl>" for kind, value in rows)
        text += "".join(
            f"<dl class='{kind}'><img class='photo' src='http://{self.authority}/x.png'></dl>"
            for kind in ("entity_photo", "entity_photo_medium", "entity_photo_small"))
        return f"<html><body>{text}</body></html>".encode()


if __name__ == "__main__":
    asyncio.run(HostilePod(sys.argv[1], sys.stdin.read()).run())
