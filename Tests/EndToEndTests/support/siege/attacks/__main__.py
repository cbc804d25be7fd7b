import json
import os
import sys

from siege.attacks import TABLE
from siege.target import Target

# Attackers are on machines of their own: what they cost here is not the pod's.
os.nice(10)
print(json.dumps(TABLE[sys.argv[1]](Target.read(sys.stdin.read()))))
