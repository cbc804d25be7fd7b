"""What `openssl speed` finds beside the measurement, and what the reference library does at that speed.

The reference, on one core and with RSA 4096: receives 1,610 to 2,000 public posts a second, 163 to 226 encrypted ones,
and sends 178 to 254 encrypted ones; where OpenSSL verifies 13,000 to 17,000 and signs 220 to 270 times. The speed of a
machine wanders by 40 %, so that the reference is taken as its share of OpenSSL's.
"""

import subprocess
from dataclasses import dataclass


@dataclass(frozen=True)
class Yardstick:
    """Operations a second of one core."""

    signs: float
    verifies: float

    @property
    def receiving(self) -> float:
        return self.verifies * (1_610 + 2_000) / (13_000 + 17_000)

    @property
    def decrypting(self) -> float:
        return self.signs * (163 + 226) / (220 + 270)

    @property
    def sending(self) -> float:
        return self.signs * (178 + 254) / (220 + 270)

    def __str__(self) -> str:
        return f"openssl verifies {self.verifies:,.0f} and signs {self.signs:,.0f} times a second"


def measured() -> Yardstick:
    said = subprocess.run(
        ["openssl", "speed", "-seconds", "1", "rsa4096"], check=True, capture_output=True, text=True).stdout
    *_, signs, verifies = said.strip().splitlines()[-1].split()
    return Yardstick(float(signs), float(verifies))
