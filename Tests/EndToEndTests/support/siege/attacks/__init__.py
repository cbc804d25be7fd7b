"""The table of attackers. Each is a function that is given the target, attacks until the siege ends or its number is
reached, and returns what it counted. `python -m siege.attacks NAME` runs one, the target on its input."""

from collections import Counter
from collections.abc import Callable

from siege.attacks import connections, inbox, parsing, people, texts
from siege.target import Target

Attacker = Callable[[Target], Counter[str]]

TABLE: dict[str, Attacker] = {
    "empty headings": texts.empty_headings,                         # attack 61
    "footnotes": texts.footnotes,                                   # attack 61
    "slow Markdown": texts.slow_markdown,                           # attack 28
    "attributes in envelopes": parsing.attributes_in_envelopes,     # attack 62
    "namespaces in payloads": parsing.namespaces_in_payloads,       # attacks 19 and 62
    "hostile hCards": parsing.hostile_hcards,                       # attacks 7 and 62
    "hostile documents": parsing.hostile_documents,                 # attacks 7 and 62
    "half-sent bodies": connections.half_sent_bodies,               # attack 63
    "slow bodies": connections.slow_bodies,                         # attack 63
    "idle connections": connections.idle_connections,               # attack 63
    "silent crowd": connections.silent_crowd,                       # attack 63
    "raw garbage": connections.raw_garbage,
    "one message many times": inbox.one_message_many_times,         # attacks 21 and 64
    "answers to nothing": inbox.answers_to_nothing,                 # attack 64
    "broken ciphertexts": inbox.broken_ciphertexts,                 # attack 23
    "GUIDs of others": inbox.guids_of_others,                       # attacks 18 and 66
    "forged lines": inbox.forged_lines,                             # attack 67
    "strangers who share": people.strangers_who_share,              # attack 69
    "one profile many times": people.one_profile_many_times,        # attack 70
}
