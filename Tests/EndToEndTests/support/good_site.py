"""A small site made by hand, without a fault: what the judges must let pass, and what test_judges.py spoils."""

import gzip
import json
from pathlib import Path

import brotli

from judges.tree import Tree, is_text

ORIGIN = "https://pod.example"
GUID = "hello-world-17418fb029e6"
BODY = "<p>The first words, with a <a href=\"https://example.org/\">link</a>.</p>"

FRAME = """<!DOCTYPE html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>{title} · Pod</title>
<link rel="canonical" href="{origin}{address}">
<link rel="stylesheet" href="/assets/style-0123.css">
<link rel="alternate" type="application/atom+xml" href="/feed.atom" title="Pod">
<meta property="og:url" content="{origin}{address}">
</head>
<body>
<a class="skip" href="#main">Skip to the text</a>
<header><nav aria-label="Pod"><a href="/">Home</a> <a href="/users/sign_in">Sign in</a></nav></header>
<main id="main" tabindex="-1">
{main}
</main>
</body>
</html>
"""

ENTRY = """<article class="h-entry">
{heading}
<p><a class="p-author h-card" href="/u/alice">Alice</a>
<a class="u-url" href="/posts/{guid}"><time class="dt-published" datetime="2026-01-02T03:04:05Z">2 January 2026</time></a></p>
<div class="e-content" dir="auto">{body}<p>{filler}</p></div>
</article>"""

ATOM = """<?xml version="1.0" encoding="utf-8"?>
<feed xmlns="http://www.w3.org/2005/Atom">
<title>Pod</title><id>{origin}/</id><updated>2026-01-02T03:04:05Z</updated>
<link rel="self" href="{origin}/feed.atom"/><link rel="alternate" href="{origin}/"/>
<author><name>Alice</name></author>
<entry><title>Hello world</title><id>{origin}/posts/{guid}</id>
<link rel="alternate" href="{origin}/posts/{guid}"/>
<published>2026-01-02T03:04:05Z</published><updated>2026-01-02T03:04:05Z</updated>
<content type="html">{content}</content></entry>
</feed>
"""

STYLE = """:root { color-scheme: light dark; }
body { font: 1.1rem/1.6 serif; margin: 0 auto; max-width: 40rem; padding: 1rem; color: #222; background: #fff; }
a { color: #0b5d1e; } nav a { display: inline-block; padding: .5rem; min-height: 24px; }
@media (prefers-color-scheme: dark) { body { color: #eee; background: #111; } a { color: #9be29b; } }
"""


def page(address: str, title: str, main: str) -> str:
    return FRAME.format(origin=ORIGIN, address=address, title=title, main=main)


def entry(level: int, title: str = "Hello world") -> str:
    heading = f'<h{level} class="p-name">{title}</h{level}>'
    return ENTRY.format(heading=heading, guid=GUID, body=BODY, filler="word " * 250)


def make(root: Path) -> Tree:
    """Writes the good site below a folder, twins included."""
    data = {
        "@context": "https://schema.org", "@type": "BlogPosting", "headline": "Hello world"}
    script = f'<script type="application/ld+json">{json.dumps(data)}</script>'
    content = BODY.replace("<", "&lt;").replace(">", "&gt;")
    item = {
        "id": f"{ORIGIN}/posts/{GUID}", "url": f"{ORIGIN}/posts/{GUID}", "title": "Hello world",
        "content_html": BODY, "date_published": "2026-01-02T03:04:05Z", "tags": ["garden"],
        "authors": [{"name": "Alice", "url": f"{ORIGIN}/u/alice"}]}
    feed = {
        "version": "https://jsonfeed.org/version/1.1", "title": "Pod",
        "feed_url": f"{ORIGIN}/feed.json", "home_page_url": f"{ORIGIN}/", "items": [item]}
    addresses = ["/", f"/posts/{GUID}", "/u/alice"]
    sitemap = "".join(f"<url><loc>{ORIGIN}{address}</loc></url>" for address in addresses)
    card = '<div class="h-card"><h1 class="p-name"><a class="u-url" href="/u/alice">Alice</a></h1></div>'
    files = {
        "index.html": page("/", "Home", f'<h1>Pod</h1><div class="h-feed">{entry(2)}</div>'),
        f"posts/{GUID}.html": page(f"/posts/{GUID}", "Hello world", entry(1) + script),
        "u/alice.html": page("/u/alice", "Alice", f'{card}<div class="h-feed">{entry(2)}</div>'),
        "feed.atom": ATOM.format(origin=ORIGIN, guid=GUID, content=content),
        "feed.json": json.dumps(feed),
        "sitemap.xml": '<?xml version="1.0" encoding="utf-8"?>'
        f'<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">{sitemap}</urlset>',
        "assets/style-0123.css": STYLE,
    }
    for name, text in files.items():
        write(root, name, text.encode())
    return Tree(root, ORIGIN)


def write(root: Path, name: str, data: bytes) -> None:
    """Writes a file and the twins it ought to have."""
    path = root / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(data)
    if is_text("/" + name) and len(data) > 1024:
        path.with_name(path.name + ".gz").write_bytes(gzip.compress(data, 6, mtime=0))
        path.with_name(path.name + ".br").write_bytes(brotli.compress(data, quality=5))
