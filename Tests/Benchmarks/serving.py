"""A page of the tree from `serve`, beside the same page from nginx with one worker: as Debian sets it up, and with the file of config/."""

import os
import re
import shutil
import statistics
import subprocess
import sys
from pathlib import Path

from report import Row
from sites import REPOSITORY, Dandelion, free_port, wait_for, wait_for_rest

sys.path.append(str(REPOSITORY / "Tests/EndToEndTests/support"))
import web_servers  # noqa: E402

BYTES = 20_000
CONNECTIONS = 16
SECONDS = 4
ROUNDS = 5


def serving_rows(pod: Dandelion) -> tuple[list[Row], list[str]]:
    """The median rates of both by turns; without wrk or nginx no row."""
    if not (shutil.which("wrk") and shutil.which("nginx")):
        print("  pages served: wrk or nginx is missing, so nothing is measured", flush=True)
        return [], []
    page = min(
        (path for path in (pod.output / "posts").glob("*.html")), key=lambda path: abs(path.stat().st_size - BYTES))
    path, size = f"/posts/{page.stem}", page.stat().st_size
    port, debian, configured = free_port(), free_port(), free_port()
    processes = [
        subprocess.Popen(
            [str(pod.binary), "--data", str(pod.data), "serve", "--port", str(port)], cwd=REPOSITORY,
            env={name: value for name, value in os.environ.items() if not name.startswith("DANDELION")},
            stdout=subprocess.DEVNULL, stderr=(pod.scratch / "serve.log").open("wb")),
        subprocess.Popen(nginx_of_debian(pod.scratch / "debian", pod.output, debian)),
        subprocess.Popen(configured_nginx(pod.scratch / "configured", pod.output, configured, port))]
    ports = (port, debian, configured)
    try:
        for each, process in zip(ports, processes):
            wait_for(each, process)
        # Imported posts are signed first, on all processors.
        wait_for_rest(processes[0].pid)
        rates = [[requests_a_second(each, path) for each in ports] for _ in range(ROUNDS)]
    finally:
        for process in processes:
            process.terminate()
            process.wait()
    ours, plain, like = (statistics.median(each) for each in zip(*rates))
    print(f"  a page of {size:,} bytes: {ours:,.0f}/s, nginx {plain:,.0f}/s, with the file of config/ {like:,.0f}/s", flush=True)
    return [Row(
        f"a page of {size / 1_000:.0f} KB from `serve`, {CONNECTIONS} kept connections",
        f"{ours:,.0f}/s, {ours / plain:.2f} of nginx's {plain:,.0f}/s", "0.25 of nginx", ours >= 0.25 * plain)], [
        f"Pages served: Debian's `wrk` with one thread on the same two processors, by turns, the median of {ROUNDS} times {SECONDS} s; "
        f"nginx with one worker, the other settings of Debian's package, and `try_files`. With the file of config/, which sets the headers that "
        f"the pod sets, it sends {like:,.0f}/s. All log their requests into a file."]


def requests_a_second(port: int, path: str) -> float:
    said = subprocess.run(
        ["wrk", "-t", "1", "-c", str(CONNECTIONS), "-d", f"{SECONDS}s", f"http://127.0.0.1:{port}{path}"],
        check=True, capture_output=True, text=True).stdout
    if "Non-2xx" in said or "Socket errors" in said:
        raise RuntimeError(said)
    return float(re.search(r"Requests/sec: +([\d.]+)", said)[1])


def nginx_of_debian(folder: Path, tree: Path, port: int) -> list[str]:
    folder.mkdir(exist_ok=True)
    paths = "".join(f"{kind}_temp_path {folder}/{kind};\n" for kind in ["client_body", "proxy", "fastcgi", "uwsgi", "scgi"])
    (folder / "nginx.conf").write_text(
        f"daemon off; worker_processes 1; user root; pid {folder}/pid; error_log {folder}/error.log;\nevents {{}}\n"
        f"http {{ access_log {folder}/access.log; sendfile on; tcp_nopush on; types_hash_max_size 2048; gzip on; "
        f"default_type application/octet-stream; {paths}include /etc/nginx/mime.types;\n"
        f"server {{ listen 127.0.0.1:{port}; root {tree}; location / {{ try_files $uri $uri.html $uri/index.html =404; }} }} }}\n")
    return ["nginx", "-c", f"{folder}/nginx.conf", "-e", f"{folder}/error.log"]


def configured_nginx(folder: Path, tree: Path, port: int, pod: int) -> list[str]:
    """The command of nginx as the end-to-end tests start it, but as root, which may read the tree."""
    folder.mkdir(exist_ok=True)
    command = web_servers.nginx(folder, tree, port, pod)
    main = folder / "nginx.conf"
    main.write_text("user root; " + main.read_text())
    return command
