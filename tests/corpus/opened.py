"""The public cases, opened: from a folder, a zip, a table with its schema, or an address."""

from __future__ import annotations

import gzip
import io
import json
import shutil
import zipfile
from contextlib import AbstractContextManager, contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

from scripts.reading.issues import Issue, from_error
from scripts.reading.model.errors import SourceError
from scripts.reading.sources import open_source, open_table
from tests.web import served

if TYPE_CHECKING:
    from collections.abc import Iterator

    from scripts.reading.descriptor import Source

WRITTEN = "https://localhost:8653"  # the server that the cases were made with
_FAULTY = "id,nom\n1,A\nx,B\n"


def variants(shared: Path) -> list[Path]:
    """The folder of each variant of each case."""
    cases = shared / "test-data" / "public-cases"
    return sorted(path for path in cases.glob("*/*/") if any(path.iterdir()))


def unpacked(variant: Path, folder: Path) -> Path:
    """A copy of a variant, its large files unpacked where it says that they are."""
    made = Path(shutil.copytree(variant, folder / variant.name))
    if (made / "UNPACK.txt").exists():
        for file in made.glob("*.gz"):
            file.with_suffix("").write_bytes(gzip.decompress(file.read_bytes()))
    return made


def source_of(variant: Path) -> AbstractContextManager[Source]:
    """What `validate` is given of a variant."""
    if (variant / "address.txt").exists():
        return open_source((variant / "address.txt").read_text().strip(), lenient=True)
    if (variant / "top.zip").exists():
        return open_source(str(variant / "top.zip"), lenient=True)
    if (variant / "datapackage.json").exists():
        return open_source(str(variant), lenient=True, allow_loopback=True)
    table = next(file for file in sorted(variant.iterdir()) if file.suffix in (".csv", ".xlsx"))
    schema = variant / "schema.json"
    return open_table(str(table), str(schema)) if schema.exists() else open_source(str(table), lenient=True)


def refused(error: SourceError) -> list[Issue]:
    """The issues of what cannot be opened."""
    return [from_error(error)]


def _described(**resource: Any) -> bytes:
    fields = [{"name": "id", "type": "integer"}, {"name": "nom", "type": "string"}]
    table = {"name": "t", "path": "t.csv", "schema": {"fields": fields}, **resource}
    profile = "https://datapackage.org/profiles/2.0/datapackage.json"
    return json.dumps({"$schema": profile, "name": "essai", "resources": [table]}).encode()


def _zipped() -> bytes:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        archive.writestr("datapackage.json", _described())
        archive.writestr("t.csv", _FAULTY)
    return packed.getvalue()


def _answers(address: str) -> dict[str, bytes | str | int]:
    """What the portals and stores of cases 15, 18 and 19 answer."""
    table = _FAULTY.encode()
    schema = json.dumps({"fields": [{"name": "id", "type": "integer"}, {"name": "nom"}]}).encode()
    return {
        "/files/t.csv": table,
        "/files/t.csv?download=1": table,
        "/files/datapackage.json": _described(),
        "/files/p.zip": _zipped(),
        "/api/1/datasets/r/1111": "/files/t.csv",
        "/api/1/datasets/r/2222": "/files/datapackage.json",
        "/api/1/datasets/r/3333": "/files/p.zip",
        "/api/access/datafile/42": _described(path=f"{address}/files/t.csv"),
        "/absredir/datapackage.json": _described(path=f"{address}/api/1/datasets/r/1111"),
        "/s3/datapackage.json": _described(),
        "/s3/t.csv": table,
        "/s3/ds/datapackage.json": _described(schema="schema.json"),
        "/s3/ds/schema.json": schema,
        "/s3/ds/t.csv": table,
        "/s3/missing/datapackage.json": _described(path=["t.csv", "absent.csv"]),
        "/s3/missing/t.csv": table,
        "/priv/datapackage.json": _described(),
        "/priv/t.csv": table,
        "/priv/SHA256SUMS": 401,
    }


@contextmanager
def readdressed(variant: Path, keys: Path) -> Iterator[Path]:
    """A copy of a variant whose addresses are those of a server, for as long as the context lasts."""
    answers: dict[str, bytes | str | int] = {}
    with served(answers, keys, missing=403) as (address, _):
        answers |= _answers(address)
        for file in (*variant.glob("*.json"), *variant.glob("address.txt")):
            text = file.read_text(encoding="utf-8").replace(WRITTEN, address)
            file.write_text(text.replace("http://localhost:8653", f"http{address[5:]}"), encoding="utf-8")
        yield variant
