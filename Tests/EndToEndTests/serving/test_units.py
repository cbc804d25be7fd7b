"""The units for systemd in config/: what they allow, and that the documents name them."""

import re
import shutil
import subprocess
from pathlib import Path

import pytest

from web_servers import CONFIG

FOLDER = CONFIG / "systemd"
SERVICES = sorted(file.name for file in FOLDER.glob("*.service"))
UNITS = sorted(file.name for file in FOLDER.iterdir())
# What a unit may have for itself.
OWN = {
    "Type", "ExecStart", "ExecStartPost", "Restart", "RestartSec", "KillSignal", "KillMode", "TimeoutStopSec", "UMask",
    "ReadWritePaths", "Nice", "IOSchedulingClass",
}


def service(name: str) -> list[str]:
    """The lines of the section that says how a unit runs."""
    text = (FOLDER / name).read_text()
    section = re.search(r"^\[Service\]\n(.*?)(?=^\[|\Z)", text, re.M | re.S)
    assert section, name
    return [line for line in section[1].splitlines() if line and not line.startswith("#")]


def test_all_units_are_shut_in_alike() -> None:
    kept = {name: [line for line in service(name) if line.split("=")[0] not in OWN] for name in SERVICES}
    assert kept["dandelion.service"] and all(lines == kept["dandelion.service"] for lines in kept.values())
    assert "ProtectSystem=strict" in kept["dandelion.service"] and "User=dandelion" in kept["dandelion.service"]


def test_each_runs_a_command_that_there_is() -> None:
    for name, command in {
        "dandelion.service": "serve", "dandelion-work.service": "work",
        "dandelion-backup.service": "backup /var/backups/dandelion/",
    }.items():
        assert f"ExecStart=/usr/local/bin/dandelion --data /var/lib/dandelion {command}" in service(name)


@pytest.mark.parametrize("name", UNITS)
def test_systemd_takes_each(name: str, tmp_path: Path) -> None:
    if not shutil.which("systemd-analyze"):
        pytest.skip("NOT TESTED: no systemd on this machine")
    for unit in UNITS:
        text = (FOLDER / unit).read_text().replace("/usr/local/bin/dandelion", "/bin/true")
        (tmp_path / unit).write_text(text)
    done = subprocess.run(["systemd-analyze", "verify", tmp_path / name], capture_output=True, text=True)
    assert (done.returncode, done.stderr) == (0, "")


@pytest.mark.parametrize("name", UNITS)
def test_the_manual_names_each(name: str) -> None:
    assert f"`{name}`" in (CONFIG.parent / "docs" / "operating.md").read_text()
