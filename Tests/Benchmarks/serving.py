"""A page of the tree from `serve`, beside the same file from nginx with one worker."""

import os
import re
import shutil
import statistics
import subprocess
from pathlib import Path

from report import Row
from sites import REPOSITORY, Dandelion, free_port, wait_for

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
    ours, theirs = free_port(), free_port()
    pod_process = subprocess.Popen(
        [str(pod.binary), "--data", str(pod.data), "serve", "--port", str(ours)], cwd=REPOSITORY,
        env={name: value for name, value in os.environ.items() if not name.startswith("DANDELION")},
        stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    nginx_process = subprocess.Popen(
        ["nginx", "-c", str(nginx_file(pod.scratch, pod.output, theirs)), "-e", str(pod.scratch / "nginx.log")])
    try:
        wait_for(ours, pod_process)
        wait_for(theirs, nginx_process)
        rates: list[tuple[float, float]] = []
        for _ in range(ROUNDS):
            rates.append((requests_a_second(ours, path), requests_a_second(theirs, path + ".html")))
    finally:
        for process in (pod_process, nginx_process):
            process.terminate()
            process.wait()
    own, other = (statistics.median(each) for each in zip(*rates))
    print(f"  a page of {size:,} bytes: {own:,.0f}/s, nginx {other:,.0f}/s", flush=True)
    return [Row(
        f"a page of {size / 1_000:.0f} KB from `serve`, {CONNECTIONS} kept connections",
        f"{own:,.0f}/s, {own / other:.2f} of nginx's {other:,.0f}/s", "0.25 of nginx", own >= 0.25 * other)], [
        f"Pages served: Debian's `wrk` with one thread on the same two processors, by turns, the median of {ROUNDS} times {SECONDS} s; "
        f"nginx with one worker and `sendfile`, neither logs a request."]


def requests_a_second(port: int, path: str) -> float:
    said = subprocess.run(
        ["wrk", "-t", "1", "-c", str(CONNECTIONS), "-d", f"{SECONDS}s", f"http://127.0.0.1:{port}{path}"],
        check=True, capture_output=True, text=True).stdout
    if "Non-2xx" in said or "Socket errors" in said:
        raise RuntimeError(said)
    return float(re.search(r"Requests/sec: +([\d.]+)", said)[1])


def nginx_file(folder: Path, tree: Path, port: int) -> Path:
    file = folder / "nginx.conf"
    paths = "".join(f"{kind}_temp_path {folder}/{kind};\n" for kind in ["client_body", "proxy", "fastcgi", "uwsgi", "scgi"])
    file.write_text(
        f"daemon off; worker_processes 1; user root; pid {folder}/nginx.pid; error_log {folder}/nginx.log;\nevents {{}}\n"
        f"http {{ access_log off; sendfile on; tcp_nopush on; keepalive_requests 1000000; {paths}"
        f"include /etc/nginx/mime.types; open_file_cache max=1000;\n"
        f"server {{ listen 127.0.0.1:{port}; root {tree}; }} }}\n")
    return file
