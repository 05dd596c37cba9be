"""Where the operator trusts a key, only what its owner signed is shown."""

from __future__ import annotations

import hashlib
import json
import shutil
import subprocess
from pathlib import Path

import pytest

from explorer import trusting
from explorer.published import open_release
from explorer.stores import Folder, ReleaseError
from scripts.publish import signature
from tests import released

pytestmark = pytest.mark.skipif(not shutil.which("ssh-keygen"), reason="no ssh-keygen on this machine")


def run(command: object, given: bytes) -> tuple[int, bytes, str]:
    done = subprocess.run(list(command), input=given, capture_output=True, check=False)  # type: ignore[call-overload]
    return done.returncode, done.stdout, done.stderr.decode()


@pytest.fixture(scope="module")
def keys(tmp_path_factory: pytest.TempPathFactory) -> list[Path]:
    """Ours, and somebody else's."""
    folder = tmp_path_factory.mktemp("keys")
    for name in ("ours", "theirs"):
        command = ["ssh-keygen", "-q", "-t", "ed25519", "-N", "", "-f", str(folder / name)]
        subprocess.run(command, check=True)
    return [folder / "ours", folder / "theirs"]


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return released.build(tmp_path_factory.mktemp("whole") / "1.0.0")


@pytest.fixture
def folder(whole: Path, keys: list[Path], tmp_path: Path) -> Path:
    """A release that our key signed, to change."""
    copy = released.copy(whole, tmp_path / "1.0.0")
    signature.sign(copy, "tiny", keys[0], released.DAY, run)
    return copy


def forged(folder: Path) -> None:
    """Another value, and each hash that tells of it made anew: the files agree with each other."""
    data = folder / "data" / "things.csv"
    data.write_bytes(data.read_bytes().replace(b"37.50", b"97.50"))
    place = folder / "datapackage.json"
    raw = json.loads(place.read_text(encoding="utf-8"))
    raw["resources"][0]["hash"] = f"sha256:{hashlib.sha256(data.read_bytes()).hexdigest()}"
    place.write_text(json.dumps(raw), encoding="utf-8")
    sums = folder / "SHA256SUMS"
    lines = [line.split("  ") for line in sums.read_text(encoding="utf-8").splitlines()]
    told = [f"{hashlib.sha256((folder / path).read_bytes()).hexdigest()}  {path}\n" for _, path in lines]
    sums.write_text("".join(told), encoding="utf-8")


def refusal(folder: Path, trust: str) -> str:
    """Why it is not shown; "" where it is."""
    try:
        open_release(str(folder), trust=trust)
    except ReleaseError as error:
        return error.code
    return ""


@pytest.mark.parametrize("form", ["a public key", "a list of signers", "a list of several"])
def test_what_the_trusted_key_signed_is_shown_and_says_by_which(
    form: str, folder: Path, keys: list[Path], tmp_path: Path
) -> None:
    ours = keys[0].with_suffix(".pub")
    trust = tmp_path / "trust"
    if form == "a public key":
        shutil.copy(ours, trust)
    else:
        shutil.copy(folder / "allowed_signers", trust)
    if form == "a list of several":
        other = " ".join(keys[1].with_suffix(".pub").read_text(encoding="utf-8").split()[:2])
        trust.write_text(f"# who may\nother {other}\n{trust.read_text(encoding='utf-8')}", encoding="utf-8")
    release = open_release(str(folder), trust=str(trust))
    told = subprocess.run(["ssh-keygen", "-lf", str(ours)], capture_output=True, text=True, check=True).stdout
    assert release.signer == told.split()[1]
    assert released.WHOLE not in {file.path for file in release.files}  # no signature covers it


def test_files_that_agree_with_each_other_are_not_enough(folder: Path, keys: list[Path]) -> None:
    """Forged together they open where nobody asks for a signature, and nowhere else."""
    forged(folder)
    assert refusal(folder, "") == ""
    assert refusal(folder, str(keys[0].with_suffix(".pub"))) == "untrusted"


def test_a_descriptor_or_a_table_that_the_list_does_not_cover_is_refused(
    folder: Path, keys: list[Path]
) -> None:
    """Though the signature of the list holds."""
    place = folder / "datapackage.json"
    raw = json.loads(place.read_text(encoding="utf-8"))
    del raw["resources"][0]["hash"]
    for text in (json.dumps(raw), None):
        if text:
            place.write_text(text, encoding="utf-8")
        sums = folder / "SHA256SUMS"
        lines = [
            line for line in sums.read_text(encoding="utf-8").splitlines() if "  datapackage.json" not in line
        ]
        if text:
            lines.append(f"{hashlib.sha256(place.read_bytes()).hexdigest()}  datapackage.json")
        sums.write_text("".join(f"{line}\n" for line in lines), encoding="utf-8")
        (folder / "SHA256SUMS.sig").unlink()
        signature.sign(folder, "tiny", keys[0], released.DAY, run)
        assert refusal(folder, str(keys[0].with_suffix(".pub"))) == "untrusted"


def test_a_list_that_is_another_the_next_time_is_not_believed(
    folder: Path, keys: list[Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    """The one that was verified counts, however often the files are asked for."""
    sums, true = folder / "SHA256SUMS", Folder.read
    first = sums.read_bytes()
    forged(folder)
    left = [first]

    def read(store: Folder, path: str) -> bytes:
        return left.pop() if path == "SHA256SUMS" and left else true(store, path)

    monkeypatch.setattr(Folder, "read", read)
    assert refusal(folder, str(keys[0].with_suffix(".pub"))) == "tampered"


def test_no_signature_another_key_and_no_way_to_ask(folder: Path, keys: list[Path], tmp_path: Path) -> None:
    """Each has its own page; no private key is read."""
    assert refusal(folder, str(keys[1].with_suffix(".pub"))) == "untrusted"
    assert refusal(folder, str(keys[0])) == "no_trust"
    assert refusal(folder, str(tmp_path / "nowhere")) == "no_trust"
    (folder / "SHA256SUMS.sig").write_text("damaged", encoding="utf-8")
    assert refusal(folder, str(keys[0].with_suffix(".pub"))) == "untrusted"
    (folder / "SHA256SUMS.sig").unlink()
    assert refusal(folder, str(keys[0].with_suffix(".pub"))) == "unsigned"


def test_without_ssh_keygen_nothing_is_shown(
    folder: Path, keys: list[Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(trusting, "PROGRAM", "no-such-program-here")
    assert refusal(folder, str(keys[0].with_suffix(".pub"))) == "no_trust"
