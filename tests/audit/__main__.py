"""What the project is made of, and what is known against it.

python -m tests.audit bom         the bill of materials of each file of pins (CycloneDX), by cyclonedx-py
python -m tests.audit advisories  what is known against the pins; 0 nothing, 1 something, 3 not all asked

Runs in .venv-audit, which has both tools and nothing of the project's.
"""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[2]
PINS = {"requirements.txt": "sbom.cdx.json", "explorer/requirements.txt": "explorer/sbom.cdx.json"}
TOOLS = Path(sys.executable).parent
SOUND, KNOWN, UNASKED = 0, 1, 3


def bom(pins: Path) -> dict[str, Any]:
    """The bill of materials of a file of pins, without what differs by machine.

    The tool names the registry that it would ask, which is the machine's; the hashes of all wheels are in the
    pins.
    """
    command = [
        str(TOOLS / "cyclonedx-py"),
        "requirements",
        "--output-reproducible",
        "--of",
        "JSON",
        str(pins),
    ]
    made = subprocess.run(command, check=True, capture_output=True, text=True).stdout
    told: dict[str, Any] = json.loads(made)
    for component in told["components"]:
        for name in ("description", "externalReferences"):
            component.pop(name, None)
        component["bom-ref"] = component["purl"]
    told["dependencies"] = [{"ref": component["purl"]} for component in told["components"]]
    for tool in told["metadata"]["tools"]["components"]:
        tool.pop("externalReferences", None)
    return told


def write() -> int:
    """Each bill, beside its pins."""
    for pins, target in PINS.items():
        text = json.dumps(bom(ROOT / pins), ensure_ascii=False, indent=1, sort_keys=True) + "\n"
        (ROOT / target).write_text(text, encoding="utf-8")
        print(f"{target}: {len(json.loads(text)['components'])} packages")
    return SOUND


def advisories() -> int:
    """What is known against the pins, and of how many nobody could be asked."""
    known, unasked, asked = [], set[str](), set[str]()
    for pins in PINS:
        command = [str(TOOLS / "pip-audit"), "--disable-pip", "--progress-spinner", "off", "--format", "json"]
        done = subprocess.run([*command, "-r", str(ROOT / pins)], capture_output=True, text=True, check=False)
        try:
            found = json.loads(done.stdout)["dependencies"]
        except (ValueError, KeyError):
            said = (done.stderr.strip().splitlines() or ["no answer"])[-1]
            print(
                f"{pins}: no source of advisories answered: nothing was checked ({said[:200]})",
                file=sys.stderr,
            )
            return UNASKED
        for one in found:
            (unasked if "skip_reason" in one else asked).add(one["name"])
            known += [f"{one['name']} {one['version']}: {vuln['id']}" for vuln in one.get("vulns", ())]
    for line in dict.fromkeys(known):
        print(line)
    if unasked:
        print(
            f"not checked, for the source does not know them: {len(unasked)} of {len(unasked | asked)}",
            file=sys.stderr,
        )
    else:
        print(f"{len(asked)} packages checked, {len(set(known))} advisories")
    return KNOWN if known else UNASKED if unasked else SOUND


if __name__ == "__main__":
    sys.exit({"bom": write, "advisories": advisories}[sys.argv[1]]())
