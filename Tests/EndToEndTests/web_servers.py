"""nginx, Caddy and Apache with the files of config/, made to stand in a folder of a test.

Every server is a child that is ended by its id.
"""

import os
import pathlib
import socket
import subprocess
import time

CONFIG = pathlib.Path(__file__).resolve().parents[2] / "config"
REPLACEMENTS = {
    "root": "/var/lib/dandelion/public",
    "pod": "127.0.0.1:3000",
}


def free_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def wait_for(port, process):
    for _ in range(600):
        if process.poll() is not None:
            raise RuntimeError(f"ended with {process.returncode}")
        with socket.socket() as probe:
            if probe.connect_ex(("127.0.0.1", port)) == 0:
                return
        time.sleep(0.05)
    raise RuntimeError("does not listen")


def adapted(name, folder, tree, port, pod):
    text = (CONFIG / name).read_text()
    assert REPLACEMENTS["root"] in text and REPLACEMENTS["pod"] in text
    text = text.replace(REPLACEMENTS["root"], str(tree))
    text = text.replace(REPLACEMENTS["pod"], f"127.0.0.1:{pod}")
    for old, new in {
        "listen 80;": f"listen 127.0.0.1:{port};",
        "server_name pod.example;": "server_name localhost;",
        "<VirtualHost *:80>": f"<VirtualHost 127.0.0.1:{port}>",
        "http://pod.example": f"http://127.0.0.1:{port}",
        "pod.example {": f"http://127.0.0.1:{port} {{",
        "/var/log/nginx/": f"{folder}/",
    }.items():
        text = text.replace(old, new)
    return text


def nginx(folder, tree, port, pod):
    (folder / "site.conf").write_text(adapted("nginx/dandelion.conf", folder, tree, port, pod))
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


def caddy(folder, tree, port, pod):
    text = adapted("caddy/Caddyfile", folder, tree, port, pod)
    assert "\n{\n" in text
    (folder / "Caddyfile").write_text(text.replace("\n{\n", "\n{\n    admin off\n", 1))
    return ["caddy", "run", "--adapter", "caddyfile", "--config", f"{folder}/Caddyfile"]


def apache(folder, tree, port, pod):
    (folder / "site.conf").write_text(adapted("apache/dandelion.conf", folder, tree, port, pod))
    modules = "mpm_event authz_core setenvif mime negotiation rewrite headers proxy proxy_http dir alias"
    loads = "".join(
        f"LoadModule {name}_module /usr/lib/apache2/modules/mod_{name}.so\n"
        for name in modules.split()
    )
    (folder / "apache.conf").write_text(
        f"Define APACHE_LOG_DIR {folder}\nServerRoot {folder}\nPidFile {folder}/pid\nDefaultRuntimeDir {folder}\n{loads}"
        f"ServerName localhost\nListen 127.0.0.1:{port}\nErrorLog {folder}/error.log\n"
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
