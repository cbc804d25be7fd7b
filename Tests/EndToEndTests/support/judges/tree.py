"""The public tree as a web server sees it: the files, and the rules that lead from an address to one.

The rules are those of docs/operating.md and config/: `try_files $uri $uri.html $uri/index.html`.
"""

import gzip
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from urllib.parse import unquote, urlsplit

import brotli

TWINS = {".gz": gzip.decompress, ".br": brotli.decompress}

# Answered by `dandelion serve` alone; with the pod off the web server says 503.
DYNAMIC = (
    "/users/sign_in", "/users/sign_up", "/users/sign_out", "/stream", "/receive/",
    "/.well-known/webfinger", "/mail/",
)

# Shown in place of other pages. The web servers name the first two by their files.
ERROR_PAGES = ("/404.html", "/503.html", "/410.html", "/500.html")


@dataclass(frozen=True)
class Tree:
    """A built public tree and the address it is made for (`http://localhost:3000`, no slash at the end)."""

    root: Path
    origin: str

    @cached_property
    def everything(self) -> list[str]:
        """Every file below the root, as a path that begins with a slash."""
        return sorted(
            "/" + path.relative_to(self.root).as_posix()
            for path in self.root.rglob("*") if path.is_file())

    @cached_property
    def files(self) -> list[str]:
        """Every file that is neither a compressed twin nor a hidden file half written."""
        whole = set(self.everything)
        return [
            path for path in self.everything
            if not (path[-3:] in TWINS and path[:-3] in whole) and not is_temporary(path)]

    @cached_property
    def pages(self) -> list[str]:
        return [path for path in self.files if path.endswith(".html")]

    def path(self, file: str) -> Path:
        return self.root / file.lstrip("/")

    def read(self, file: str) -> bytes:
        return self.path(file).read_bytes()

    def address(self, page: str) -> str:
        """The path under which a page is linked: without `.html`, and without `index`."""
        if page.endswith("/index.html"):
            return page[: -len("index.html")].rstrip("/") or "/"
        if page in ERROR_PAGES[:2]:
            return page
        return page.removesuffix(".html")

    def resolve(self, address: str) -> str | None:
        """The file that answers a path, or nothing."""
        path = unquote(urlsplit(address).path) or "/"
        candidates = [path, path.rstrip("/") + "/index.html"]
        if not path.endswith("/"):
            candidates.insert(1, path + ".html")
        return next((file for file in candidates if file in self._known), None)

    @cached_property
    def _known(self) -> frozenset[str]:
        return frozenset(self.files)

    def is_internal(self, url: str) -> bool:
        """Whether an absolute or relative address belongs to this pod."""
        parts = urlsplit(url)
        if not parts.scheme and not parts.netloc:
            return True
        own = urlsplit(self.origin)
        return parts.scheme in ("", own.scheme) and parts.netloc == own.netloc


def is_temporary(path: str) -> bool:
    """Whether a file is one still being written: hidden, and no part of `.well-known`."""
    return any(
        part.startswith(".") and part != ".well-known" for part in path.split("/"))


def twin_complaints(tree: Tree, complete: bool = True) -> list[str]:
    """Twins that do not hold exactly their file's bytes, are older than it, or stand alone.

    `complete` also asks that every text of more than 1 KB has both twins.
    """
    complaints = []
    everything = set(tree.everything)
    for path in tree.everything:
        unpack = TWINS.get(path[-3:])
        if unpack and not is_temporary(path):
            file = path[:-3]
            if file not in everything:
                complaints.append(f"{path}: a twin without its file")
                continue
            try:
                same = unpack(tree.read(path)) == tree.read(file)
            except (OSError, EOFError, brotli.error) as error:
                complaints.append(f"{path}: cannot be decompressed ({error})")
                continue
            if not same:
                complaints.append(f"{path}: other bytes than {file}")
            if tree.path(path).stat().st_mtime_ns < tree.path(file).stat().st_mtime_ns:
                complaints.append(f"{path}: older than {file}")
        elif complete and is_text(path) and path not in COPIES and len(tree.read(path)) > 1024:
            complaints += [
                f"{path}: has no {twin} twin" for twin in TWINS if path + twin not in everything]
    return complaints


# The feed under names that other programs give it, for hosts of plain files.
COPIES = {f"/{name}.xml" for name in ("index", "feed", "atom", "rss")}


def is_text(path: str) -> bool:
    return path.endswith((".html", ".css", ".js", ".atom", ".json", ".xml", ".txt", ".svg"))


def canary_complaints(tree: Tree, *canaries: str, also: tuple[Path, ...] = ()) -> list[str]:
    """Files, names or twins in which a string shows that should be nowhere (promise 1).

    `also` are further files to look into, such as logs.
    """
    needles = [canary.encode() for canary in canaries]
    complaints = []
    places = [(path, tree.path(path)) for path in tree.everything]
    for name, place in places + [(str(path), path) for path in also]:
        data = place.read_bytes()
        unpack = TWINS.get(name[-3:])
        if unpack:
            try:
                data += unpack(data)
            except (OSError, EOFError, brotli.error):
                complaints.append(f"{name}: cannot be decompressed")
        complaints += [
            f"{name}: holds {needle.decode()!r}" for needle in needles
            if needle in data or needle in name.encode()]
    return complaints


def leftover_complaints(tree: Tree) -> list[str]:
    """Hidden files that a finished build left behind."""
    return [f"{path}: left behind" for path in tree.everything if is_temporary(path)]


def differences(one: Path, other: Path) -> list[str]:
    """Where two trees differ in files or bytes (promise 3)."""
    def listing(root: Path) -> dict[str, Path]:
        return {
            path.relative_to(root).as_posix(): path
            for path in root.rglob("*") if path.is_file()}
    left, right = listing(one), listing(other)
    return (
        [f"{name}: only in {one}" for name in sorted(left.keys() - right.keys())]
        + [f"{name}: only in {other}" for name in sorted(right.keys() - left.keys())]
        + [f"{name}: other bytes" for name in sorted(left.keys() & right.keys())
           if left[name].read_bytes() != right[name].read_bytes()])


def snapshot(root: Path) -> dict[str, bytes]:
    """Every file of a folder and its bytes."""
    return {
        path.relative_to(root).as_posix(): path.read_bytes()
        for path in root.rglob("*") if path.is_file()}
