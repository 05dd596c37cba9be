"""The signature of a release: SHA256SUMS.sig and allowed_signers, beside SHA256SUMS.

`ssh-keygen -Y sign` signs SHA256SUMS, and with it every file (PROTOCOL.sshsig of OpenSSH). Both files stay
out of SHA256SUMS and of the zip, so that a release that is signed later keeps every byte that it had. The key
is named by whoever publishes, and read by ssh-keygen alone; one in ssh-agent is named by its public half.
"""

from __future__ import annotations

import os
import tempfile
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from scripts.reading.issues.refusals import refused

if TYPE_CHECKING:
    import datetime as dt

SUMS = "SHA256SUMS"
SIGNATURE = f"{SUMS}.sig"
SIGNERS = "allowed_signers"
NAMESPACE = "data-release"

# Runs a program on some input: its exit status, its output, and what it says on standard error.
Run = Callable[[Sequence[str], bytes], tuple[int, bytes, str]]


def sign(folder: Path, signer: str, key: Path, issued: dt.date, run: Run) -> bool:
    """True where the release in `folder` was signed now, False where that key had signed it before.

    ReleaseError where the key cannot sign, or another key has signed that release.
    """
    signers = _signers(signer, key, run)
    sums = (folder / SUMS).read_bytes()
    if (folder / SIGNATURE).exists():
        if _holds(sums, (folder / SIGNATURE).read_bytes(), signers, signer, run):
            return False
        raise refused("signed", path=folder / SIGNATURE, key=key)
    status, made, said = run(["ssh-keygen", "-q", "-Y", "sign", "-f", str(key), "-n", NAMESPACE], sums)
    if status or not _holds(sums, made, signers, signer, run):
        raise refused("unsigned", key=key, note=_first_line(said))
    for name, content in ((SIGNERS, signers), (SIGNATURE, made)):
        _enter(folder, name, content, issued)
    return True


def _signers(signer: str, key: Path, run: Run) -> bytes:
    """The line of allowed_signers for that key, without its comment: that is often someone's machine."""
    public = key if key.suffix == ".pub" else key.with_name(f"{key.name}.pub")
    if public.is_file():
        text = public.read_text(encoding="utf-8", errors="replace")
    else:
        status, made, said = run(["ssh-keygen", "-y", "-f", str(key)], b"")
        if status:
            raise refused("key", key=key, note=_first_line(said))
        text = made.decode("utf-8", "replace")
    parts = text.split()
    if len(parts) < 2:  # noqa: PLR2004 -- a kind and a key
        raise refused("public", path=public)
    return f'{signer} namespaces="{NAMESPACE}" {parts[0]} {parts[1]}\n'.encode()


def _holds(sums: bytes, signature: bytes, signers: bytes, signer: str, run: Run) -> bool:
    """True where it is a signature of SHA256SUMS by one of these signers."""
    with tempfile.TemporaryDirectory(prefix="signature-") as place:
        known, made = Path(place) / SIGNERS, Path(place) / SIGNATURE
        known.write_bytes(signers)
        made.write_bytes(signature)
        command = ["ssh-keygen", "-Y", "verify", "-f", str(known), "-I", signer, "-n", NAMESPACE]
        return run([*command, "-s", str(made)], sums)[0] == 0


def _enter(folder: Path, name: str, content: bytes, issued: dt.date) -> None:
    """A file beside the others, whole or not at all, with the date of the release."""
    fresh = folder.parent / f".staging-{name}"
    with fresh.open("wb") as stream:
        stream.write(content)
        stream.flush()
        os.fsync(stream.fileno())
    fresh.chmod(0o644)
    midnight = issued.toordinal() - 719_163  # days since 1970
    os.utime(fresh, (midnight * 86_400, midnight * 86_400))
    fresh.replace(folder / name)


def _first_line(said: str) -> str:
    """What a program says, on one line."""
    return next((line.strip() for line in said.splitlines() if line.strip()), "no reason given")
