"""nginx, Caddy and Apache with the files of config/, made to stand in a folder of a test.

Every server is a child that is ended by its id.
"""

import os
import pathlib
from ports import free_port, has_ipv6
import socket
import subprocess
import time
from dataclasses import dataclass

CONFIG = pathlib.Path(__file__).resolve().parents[3] / "config"
REPLACEMENTS = {
    "root": "/var/lib/dandelion/public",
    "pod": "127.0.0.1:3000",
}


def wait_for(port, process):
    for _ in range(600):
        if process.poll() is not None:
            raise RuntimeError(f"ended with {process.returncode}")
        with socket.socket() as probe:
            if probe.connect_ex(("127.0.0.1", port)) == 0:
                return
        time.sleep(0.05)
    raise RuntimeError("does not listen")


@dataclass(frozen=True)
class Outside:
    """What the web server shows to the world: its port without TLS, and the folder of its certificate.

    Without a folder the site itself is plain HTTP, as most tests want it.
    """

    plain: int
    certificate: pathlib.Path | None = None

    @property
    def addresses(self):
        return ["127.0.0.1", "[::1]"] if self.certificate and has_ipv6() else ["127.0.0.1"]


def adapted(name, folder, tree, port, pod, outside):
    """A file of config/ with the folders and ports of a test, and without TLS where there is no certificate."""
    text = (CONFIG / name).read_text()
    assert REPLACEMENTS["root"] in text and REPLACEMENTS["pod"] in text
    text = text.replace(REPLACEMENTS["root"], str(tree))
    text = text.replace(REPLACEMENTS["pod"], f"127.0.0.1:{pod}")
    for old, new in {
        "/var/log/nginx/": f"{folder}/",
        "/var/www/html": f"{folder}/proofs",
        "listen 80;": f"listen 127.0.0.1:{outside.plain};",
        "listen [::]:80;": f"listen [::1]:{outside.plain};",
        "listen 443 ": f"listen 127.0.0.1:{port} ",
        "listen [::]:443 ": f"listen [::1]:{port} ",
        "<VirtualHost *:80>": f"<VirtualHost {hosts(outside, outside.plain)}>",
        "<VirtualHost *:443>": f"<VirtualHost {hosts(outside, port)}>",
        "/etc/letsencrypt/live/pod.example": str(outside.certificate),
        "/etc/letsencrypt/live/${DandelionName}": str(outside.certificate),
        "server_name pod.example;": "server_name localhost;",
        "Define DandelionName pod.example": "Define DandelionName localhost",
    }.items():
        text = text.replace(old, new)
    if "[::1]" not in outside.addresses:
        text = without(text, "listen [::1]")
    if outside.certificate:
        return text.replace("pod.example {", f"localhost {{\n    tls {outside.certificate}/fullchain.pem "
                            f"{outside.certificate}/privkey.pem")
    text = text.replace("ServerName https://${DandelionName}", f"ServerName http://127.0.0.1:{port}")
    text = text.replace("pod.example {", f"http://127.0.0.1:{port} {{").replace(" ssl http2;", ";")
    return without(text, "ssl_", "SSL")


def without(text, *starts):
    """A file without the lines that begin so."""
    kept = [line for line in text.splitlines() if not line.strip().startswith(starts)]
    return "\n".join(kept) + "\n"


def hosts(outside, port):
    return " ".join(f"{address}:{port}" for address in outside.addresses)


def nginx(folder, tree, port, pod, outside=None):
    outside = outside or Outside(free_port())
    (folder / "site.conf").write_text(adapted("nginx/dandelion.conf", folder, tree, port, pod, outside))
    paths = "".join(
        f"{kind}_temp_path {folder}/{kind};\n"
        for kind in ["client_body", "proxy", "fastcgi", "uwsgi", "scgi"]
    )
    (folder / "nginx.conf").write_text(
        f"daemon off; worker_processes 1; pid {folder}/pid; error_log {folder}/error.log;\n"
        f"events {{}}\nhttp {{ access_log {folder}/other.log; {paths}\n"
        f"include /etc/nginx/mime.types; include {folder}/site.conf; }}\n"
    )
    return ["nginx", "-c", f"{folder}/nginx.conf", "-e", f"{folder}/error.log"]


def caddy(folder, tree, port, pod, outside=None):
    outside = outside or Outside(free_port())
    text = adapted("caddy/Caddyfile", folder, tree, port, pod, outside)
    assert "\n{\n" in text
    options = "    admin off\n"
    if outside.certificate:
        options += f"    http_port {outside.plain}\n    https_port {port}\n"
    (folder / "Caddyfile").write_text(text.replace("\n{\n", "\n{\n" + options, 1))
    return ["caddy", "run", "--adapter", "caddyfile", "--config", f"{folder}/Caddyfile"]


def apache(folder, tree, port, pod, outside=None):
    outside = outside or Outside(free_port())
    (folder / "site.conf").write_text(adapted("apache/dandelion.conf", folder, tree, port, pod, outside))
    modules = (
        "mpm_event authz_core setenvif mime negotiation rewrite headers proxy proxy_http dir alias "
        "unique_id socache_shmcb ssl filter deflate"
    )
    loads = "".join(
        f"LoadModule {name}_module /usr/lib/apache2/modules/mod_{name}.so\n"
        for name in modules.split()
    )
    listening = "".join(
        f"Listen {address}:{number} http\n"
        for address in outside.addresses for number in (port, outside.plain)
    )
    (folder / "apache.conf").write_text(
        f"Define APACHE_LOG_DIR {folder}\nServerRoot {folder}\nPidFile {folder}/pid\nDefaultRuntimeDir {folder}\n{loads}"
        f"ServerName localhost\n{listening}ErrorLog {folder}/error.log\n"
        "User www-data\nGroup www-data\nTypesConfig /etc/mime.types\n"
        "AddType application/x-gzip .gz\nFileETag MTime Size\n"
        f"<Directory />\nRequire all denied\nAllowOverride None\n</Directory>\n"
        f"Include {folder}/site.conf\n"
    )
    return ["apache2", "-f", f"{folder}/apache.conf", "-DFOREGROUND"]


def start(command, port, folder):
    with open(folder / "output.log", "wb") as log:
        process = subprocess.Popen(
            command, stdout=log, stderr=log, env=dict(os.environ, HOME=str(folder))
        )
    try:
        wait_for(port, process)
    except RuntimeError as error:
        stop(process)
        logs = [(folder / name) for name in ["output.log", "error.log"]]
        text = "\n".join(log.read_text() for log in logs if log.exists())
        raise RuntimeError(f"{command}: {error}\n{text}")
    return process


def stop(process):
    process.terminate()
    try:
        process.wait(20)
    except subprocess.TimeoutExpired:
        process.kill()
        process.wait()


SERVERS = {"nginx": nginx, "caddy": caddy, "apache": apache}
