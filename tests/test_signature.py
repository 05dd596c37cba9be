"""A release is checked with core utilities and ssh-keygen alone; to sign it changes no byte of it."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Sequence
from pathlib import Path

import pytest

from scripts.publish import signature
from scripts.reading.model.errors import ReleaseError
from tests import released
from tests.released import DAY, WHOLE

ROOT = Path(__file__).parent.parent
SMALL = ROOT / "tests" / "packages" / "small"
CORE = ("comm", "cut", "dirname", "mktemp", "rm", "sha256sum", "sort", "wc")
SIGNED = {"SHA256SUMS.sig", "allowed_signers"}

pytestmark = pytest.mark.skipif(shutil.which("ssh-keygen") is None, reason="no ssh-keygen here")


def run(command: Sequence[str], given: bytes) -> tuple[int, bytes, str]:
    done = subprocess.run(command, input=given, capture_output=True, check=False)
    return done.returncode, done.stdout, done.stderr.decode()


@pytest.fixture(scope="module")
def keys(tmp_path_factory: pytest.TempPathFactory) -> list[Path]:
    """Two keys, made here and thrown away."""
    folder = tmp_path_factory.mktemp("keys")
    for name in ("one", "two"):
        command = ["ssh-keygen", "-q", "-t", "ed25519", "-N", "", "-C", "someone@somewhere", "-f"]
        subprocess.run([*command, str(folder / name)], check=True)
    return [folder / "one", folder / "two"]


@pytest.fixture(scope="module")
def sound(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A release that is not signed. Read only."""
    return released.build(tmp_path_factory.mktemp("sound") / "1.0.0")


@pytest.fixture
def folder(sound: Path, tmp_path: Path) -> Path:
    """A copy, to sign or to spoil."""
    return released.copy(sound, tmp_path / "1.0.0")


@pytest.fixture
def signed(folder: Path, keys: list[Path]) -> Path:
    """A copy that the first key has signed."""
    assert signature.sign(folder, "tiny", keys[0], DAY, run)
    return folder


@pytest.fixture
def tools(tmp_path: Path) -> Path:
    """A folder with the core utilities that the script may need, and nothing else."""
    place = tmp_path / "tools"
    place.mkdir()
    for name in CORE:
        (place / name).symlink_to(str(shutil.which(name)))
    return place


def verify(
    folder: Path, *arguments: str | Path, lang: str = "en_GB.UTF-8", path: str = ""
) -> tuple[int, str]:
    """Exit code and words of verify.sh, started from elsewhere."""
    done = subprocess.run(
        [str(shutil.which("sh")), str(folder / "verify.sh"), *map(str, arguments)],
        cwd=folder.parent,
        env={"LANG": lang, "PATH": path or os.environ["PATH"]},
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
    )
    assert done.stderr == ""
    return done.returncode, done.stdout


def test_it_says_what_it_proves_and_no_more(folder: Path, keys: list[Path], tmp_path: Path) -> None:
    """Without a signature, with the one beside it, with signers that the reader trusts; in both languages."""
    code, said = verify(folder)
    assert (code, "nothing says who published them" in said) == (0, True)
    assert "rien ne dit qui les a publiés" in verify(folder, lang="fr_FR.UTF-8")[1]
    signature.sign(folder, "tiny", keys[0], DAY, run)
    code, said = verify(folder)
    assert (code, "Signature: good." in said, "compare it with" in said) == (0, True, True)
    shutil.copy(folder / "allowed_signers", tmp_path / "trusted")
    code, said = verify(folder, "trusted")
    assert (code, "Signature: good." in said, "compare it with" in said) == (0, True, False)


def test_core_utilities_and_ssh_keygen_are_all_it_needs(signed: Path, tools: Path) -> None:
    """Without ssh-keygen it says that the signature was not checked; with it, all is."""
    code, said = verify(signed, path=str(tools))
    assert (code, "none missing, none added" in said, "not checked" in said) == (2, True, True)
    (tools / "ssh-keygen").symlink_to(str(shutil.which("ssh-keygen")))
    assert verify(signed, path=str(tools))[0] == 0


SPOILT: dict[str, Callable[[Path], object]] = {
    "another byte": lambda folder: (folder / "data" / "things.csv").write_bytes(b"x"),
    "a file less": lambda folder: (folder / "LICENSE.txt").unlink(),
    "a file more": lambda folder: (folder / "data" / "more.csv").write_bytes(b""),
    "a hidden file more": lambda folder: (folder / "packages" / ".more").write_bytes(b""),
    "a link more": lambda folder: (folder / "more").symlink_to("/nowhere"),
    "another zip": lambda folder: (folder / WHOLE).write_bytes(b"PK"),
    "no list": lambda folder: (folder / "SHA256SUMS").unlink(),
}


@pytest.mark.parametrize("fault", SPOILT)
def test_a_spoilt_release_fails(fault: str, folder: Path, tools: Path) -> None:
    """Whatever was changed, taken or added, with the core utilities alone."""
    SPOILT[fault](folder)
    code, said = verify(folder, path=str(tools))
    assert (code, "FAILED" in said) == (1, True)


def test_a_signature_that_does_not_hold_fails(signed: Path, keys: list[Path], tmp_path: Path) -> None:
    """Checksums made again after the signature, a signer whom the reader does not trust, no signature."""
    public = (tmp_path / "other").with_suffix(".signers")
    kind, key, _ = keys[1].with_suffix(".pub").read_text(encoding="utf-8").split()
    public.write_text(f"tiny {kind} {key}\n", encoding="utf-8")
    assert verify(signed, public)[0] == 1
    mine = shutil.copy(signed / "allowed_signers", tmp_path / "mine")
    assert verify(signed, mine)[0] == 0
    (signed / "README.md").write_text("another", encoding="utf-8")
    sums = {name: (signed / name).read_bytes() for name in SIGNED}
    for name in SIGNED:
        (signed / name).unlink()
    released.seal(signed)
    assert verify(signed)[0] == 0
    code, said = verify(signed, mine)
    assert (code, "not signed" in said) == (1, True)
    for name, content in sums.items():
        (signed / name).write_bytes(content)
    assert verify(signed)[0] == 1


def test_a_release_is_signed_once(signed: Path, keys: list[Path]) -> None:
    """Again by the same key changes nothing; another key is refused."""
    before = {name: (signed / name).read_bytes() for name in SIGNED}
    assert not signature.sign(signed, "tiny", keys[0], DAY, run)
    with pytest.raises(ReleaseError, match="signed already"):
        signature.sign(signed, "tiny", keys[1], DAY, run)
    assert {name: (signed / name).read_bytes() for name in SIGNED} == before
    assert b"someone@somewhere" not in before["allowed_signers"]


def test_the_command_signs_later_and_changes_no_byte(keys: list[Path], tmp_path: Path) -> None:
    """Published without a key, then with: two files more, the others untouched; then without again."""
    command = [sys.executable, "-m", "scripts", "publish", str(SMALL), "--dist", str(tmp_path / "dist")]
    states = []
    for more in ([], ["--sign", str(keys[0])], []):
        done = subprocess.run([*command, *more], cwd=ROOT, capture_output=True, text=True, check=False)
        assert done.returncode == 0, done.stderr
        states.append(
            {p: (p.read_bytes(), p.stat().st_mtime_ns) for p in (tmp_path / "dist").rglob("*") if p.is_file()}
        )
    first, second, third = states
    assert {path.name for path in second.keys() - first.keys()} == SIGNED
    changed = {
        path.relative_to(tmp_path / "dist").as_posix() for path in first if second[path] != first[path]
    }
    assert changed == {"versions.json", "index.html", "en/index.html"}  # which say that it is signed
    assert third == second
    assert released.latest(tmp_path / "dist") == "1.0.0"
    assert verify(tmp_path / "dist" / "latest")[0] == 0
    assert released.told(tmp_path / "dist" / "1.0.0") == []


def test_a_key_that_cannot_sign_is_told_in_one_line(sound: Path, keys: list[Path], tmp_path: Path) -> None:
    """No such key, no key at all, the public half without its private one."""
    command = [sys.executable, "-m", "scripts", "publish", str(SMALL), "--dist", str(tmp_path), "--sign"]
    for lang, told in (("en", "no such key"), ("fr", "cette clé n’existe pas")):
        said = [*command, "no-key", "--lang", lang]
        done = subprocess.run(said, cwd=ROOT, capture_output=True, text=True, check=False)
        assert (done.returncode, told in done.stderr) == (2, True)
    (tmp_path / "text").write_text("hello", encoding="utf-8")
    shutil.copy(keys[0].with_suffix(".pub"), tmp_path / "alone.pub")
    for name in ("text", "alone.pub"):
        with pytest.raises(ReleaseError) as refused:
            signature.sign(sound, "tiny", tmp_path / name, DAY, run)
        assert "\n" not in str(refused.value)


def test_no_key_is_in_the_repository() -> None:
    """Keys belong to people."""
    done = subprocess.run(
        ["git", "grep", "-l", "-E", "BEGIN [A-Z]+ PRIVATE[ ]KEY"], cwd=ROOT, capture_output=True, check=False
    )
    assert done.stdout == b""
