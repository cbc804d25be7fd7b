"""nginx before a pod: TLS outside, plain HTTP inside, as on a real machine."""

import socket
import subprocess
from pathlib import Path

from authority import Authority
from patience import until


class TLSFront:
    """Listens on a loopback address until `stop`; the pod behind it may come and go."""

    def __init__(self, address: str, port: int, inner: int, authority: Authority, folder: Path) -> None:
        self.log = folder / "front.log"
        folders = "".join(
            f"{kind}_temp_path {folder}/{kind};\n"
            for kind in ("client_body", "proxy", "fastcgi", "uwsgi", "scgi"))
        file = folder / "front.conf"
        file.write_text(
            f"daemon off; master_process off; pid {folder}/front.pid; error_log {self.log};\n"
            f"events {{}}\nhttp {{ access_log off; client_max_body_size 16m;\n{folders}"
            f"server {{ listen {address}:{port} ssl;\n"
            f"ssl_certificate {authority.chain}; ssl_certificate_key {authority.key};\n"
            f"location / {{ proxy_pass http://127.0.0.1:{inner}; proxy_http_version 1.1;\n"
            "proxy_set_header Host $http_host; proxy_set_header Connection \"\";\n"
            "proxy_set_header X-Forwarded-For $proxy_add_x_forwarded_for; } } }\n")
        with self.log.open("wb") as output:
            self.process = subprocess.Popen(
                ["nginx", "-c", str(file), "-e", str(self.log)], stdin=subprocess.DEVNULL,
                stdout=output, stderr=output)
        try:
            assert until(lambda: _listens(address, port) or self.process.poll() is not None)
            assert self.process.poll() is None, self.log.read_text()
        except BaseException:
            self.stop()
            raise

    def stop(self) -> None:
        self.process.kill()
        self.process.wait()


def _listens(address: str, port: int) -> bool:
    try:
        socket.create_connection((address, port), timeout=1).close()
        return True
    except OSError:
        return False
