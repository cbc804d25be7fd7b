"""RSA 4096 keys of people on other pods, made once and kept in the scratch folder."""

import subprocess
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True)
class Key:
    number: int
    private: Path
    public: Path

    @property
    def pem(self) -> str:
        return self.public.read_text()


def make_keys(folder: Path, count: int) -> list[Key]:
    folder.mkdir(parents=True, exist_ok=True)
    keys = [Key(number, folder / f"{number}.pem", folder / f"{number}.public.pem") for number in range(count)]
    for key in keys:
        if key.public.exists():
            continue
        subprocess.run(
            ["openssl", "genpkey", "-quiet", "-algorithm", "RSA", "-pkeyopt", "rsa_keygen_bits:4096", "-out", key.private],
            check=True, stderr=subprocess.DEVNULL)
        subprocess.run(["openssl", "pkey", "-in", key.private, "-pubout", "-out", key.public], check=True)
    return keys
