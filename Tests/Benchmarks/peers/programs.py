"""The small C programs of this folder, compiled when they are first needed."""

import shutil
import subprocess
from pathlib import Path

LIBRARIES = {"signer": ["crypto", "pthread"], "sealer": ["crypto"], "sink": ["ssl", "crypto"], "load": []}


class Programs:
    def __init__(self, scratch: Path) -> None:
        self.folder = scratch / "programs"

    def path(self, name: str) -> Path:
        source = Path(__file__).with_name(f"{name}.c")
        program = self.folder / name
        newest = max(path.stat().st_mtime for path in (source, *source.parent.glob("*.h")))
        if program.exists() and program.stat().st_mtime > newest:
            return program
        compiler = shutil.which("clang") or shutil.which("cc")
        if not compiler:
            raise RuntimeError("the benchmark of federation needs a C compiler")
        self.folder.mkdir(parents=True, exist_ok=True)
        libraries = [f"-l{library}" for library in LIBRARIES[name]]
        subprocess.run([compiler, "-D_GNU_SOURCE", "-O2", source, "-o", program, *libraries], check=True)
        return program
