"""Who signed a release: asked of `ssh-keygen`, against the key that the operator trusts.

The signature is of SHA256SUMS (PROTOCOL.sshsig of OpenSSH), which has the hash of the descriptor, which has
those of the tables: what is shown is then what the owner of the key published.
"""

from __future__ import annotations

import subprocess
import tempfile
from pathlib import Path

from explorer.described import listed
from explorer.stores import DESCRIPTOR, SUMS, ReleaseError, Store

SIGNATURE = f"{SUMS}.sig"
NAMESPACE = "data-release"
WAIT = 20  # seconds for a program that reads two small files
PROGRAM = "ssh-keygen"


def signed(store: Store, key: str) -> tuple[str, dict[str, str]]:
    """The fingerprint of the trusted key that signed the release, and the list that it signed.

    The list is the very one that was verified: whoever gives the files may give another the next time.

    `key` is a file: a public key, or a list of those who may sign (`allowed_signers`). ReleaseError
    `unsigned`, `untrusted` where another key signed or nothing holds, `no_trust` where that cannot be asked.
    """
    try:
        signature, sums = store.read(SIGNATURE), store.read(SUMS)
    except ReleaseError:
        raise ReleaseError("unsigned") from None
    told = listed(sums)
    if DESCRIPTOR not in told:
        raise ReleaseError("untrusted")
    with tempfile.TemporaryDirectory(prefix="trust-") as place:
        signers, made = Path(place) / "allowed_signers", Path(place) / SIGNATURE
        signers.write_bytes(_signers(key))
        made.write_bytes(signature)
        found = _ask("find-principals", "-s", str(made), "-f", str(signers))
        name = (found.stdout.decode("utf-8", "replace").splitlines() or [""])[0]
        if found.returncode or not name:
            raise ReleaseError("untrusted")
        about = ("-I", name, "-n", NAMESPACE, "-s", str(made), "-f", str(signers))
        held = _ask("verify", *about, sums=sums)
    if held.returncode:
        raise ReleaseError("untrusted")
    return held.stdout.decode("utf-8", "replace").split()[-1], told


def _ask(what: str, *more: str, sums: bytes = b"") -> subprocess.CompletedProcess[bytes]:
    """What `ssh-keygen -Y` answers. ReleaseError where there is none, or it does not end."""
    try:
        return subprocess.run(  # noqa: S603 -- a program of the system, files of ours
            [PROGRAM, "-Y", what, *more], input=sums, capture_output=True, check=False, timeout=WAIT
        )
    except (OSError, subprocess.TimeoutExpired):
        raise ReleaseError("no_trust", path=PROGRAM) from None


def _signers(key: str) -> bytes:
    """The file of signers: as it is, or made of a public key. ReleaseError where it is neither."""
    try:
        lines = Path(key).expanduser().read_text(encoding="utf-8").splitlines()
    except (OSError, ValueError):
        raise ReleaseError("no_trust", path=key) from None
    told = [line.strip() for line in lines if line.strip() and not line.startswith("#")]
    if not told or any("PRIVATE KEY" in line for line in told):
        raise ReleaseError("no_trust", path=key)
    kinds = ("ssh-", "ecdsa-", "sk-")
    return "".join(f"* {line}\n" if line.startswith(kinds) else f"{line}\n" for line in told).encode()
