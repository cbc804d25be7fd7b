"""A web server that knows nothing of Dandelion: files by the rules of `config/`, with the pod switched off."""

import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from urllib.parse import unquote, urlsplit

TYPES = {
    ".html": "text/html; charset=utf-8", ".css": "text/css; charset=utf-8",
    ".js": "text/javascript; charset=utf-8", ".json": "application/json",
    ".atom": "application/atom+xml; charset=utf-8", ".xml": "application/xml",
    ".svg": "image/svg+xml", ".png": "image/png", ".jpg": "image/jpeg", ".jpeg": "image/jpeg",
    ".webp": "image/webp", ".gif": "image/gif", ".txt": "text/plain; charset=utf-8",
    ".ico": "image/x-icon",
}
POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; font-src 'self'; "
    "img-src 'self' https:; connect-src 'self'; form-action 'self'; base-uri 'none'")


class StaticServer(ThreadingHTTPServer):
    """Serves a folder on a loopback port in a thread of its own, until `stop`."""

    daemon_threads = True

    def __init__(self, root: Path, port: int = 0) -> None:
        self.root = root
        super().__init__(("127.0.0.1", port), Answer)
        self.thread = threading.Thread(target=self.serve_forever, daemon=True)
        self.thread.start()

    def stop(self) -> None:
        self.shutdown()
        self.server_close()
        self.thread.join()


class Answer(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    server: StaticServer

    def do_GET(self) -> None:
        path = unquote(urlsplit(self.path).path)
        for candidate in (path, path + ".html", path.rstrip("/") + "/index.html"):
            file = self.server.root / candidate.lstrip("/")
            if ".." not in path and file.is_file():
                return self.answer(200, file)
        self.answer(404, self.server.root / "404.html")

    def answer(self, status: int, file: Path) -> None:
        body = file.read_bytes() if file.is_file() else b"not found"
        self.send_response(status)
        self.send_header("Content-Type", TYPES.get(file.suffix, "application/octet-stream"))
        self.send_header("Content-Length", str(len(body)))
        self.send_header("Content-Security-Policy", POLICY)
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *arguments: object) -> None:
        pass
