"""A pod under siege: attackers, each bounded in number and time and on loopback alone, and what watches the pod.

`test_siege.py` says what must hold meanwhile and afterwards. `attacks/` has a file for each world and `attacks.TABLE` a row for
each attacker; another one is a function and a row.
"""
