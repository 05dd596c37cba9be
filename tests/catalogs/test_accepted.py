"""Every catalogue of every kind of package is accepted by the validator of its standard (`make catalogs`)."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

pytest.importorskip(
    "pyshacl", reason="validators are in .venv-catalogs alone: `make catalogs` runs these tests"
)

from tests.catalogs import judges, packages

if TYPE_CHECKING:
    from collections.abc import Callable


@pytest.fixture(scope="module")
def release_of(tmp_path_factory: pytest.TempPathFactory) -> Callable[[str], Path]:
    """The folder of the release of a package, made once."""

    @cache
    def of(name: str) -> Path:
        folder = tmp_path_factory.mktemp(name)
        packages.ALL[name](folder)
        return folder / "release"

    return of


@pytest.mark.parametrize("view", ["dcat", "harvest"])
@pytest.mark.parametrize("name", packages.ALL)
def test_dcat_ap_is_accepted_by_its_shapes(release_of: Callable[[str], Path], name: str, view: str) -> None:
    known = name in ("ours", "known", "small_known")  # what nobody says is in no vocabulary
    assert judges.dcat(release_of(name) / "meta" / view, warnings=known) == []


@pytest.mark.parametrize("name", packages.ALL)
def test_schema_org_is_in_its_vocabulary(release_of: Callable[[str], Path], name: str) -> None:
    assert judges.schema_org(release_of(name) / "meta" / "schema-org.jsonld") == []


@pytest.mark.parametrize("name", packages.ALL)
def test_datacite_is_accepted_by_its_schema(release_of: Callable[[str], Path], name: str) -> None:
    assert judges.datacite(release_of(name) / "meta" / "datacite.json") == []


@pytest.mark.parametrize("name", packages.ALL)
def test_the_crate_is_accepted_by_its_profile(release_of: Callable[[str], Path], name: str) -> None:
    folder = release_of(name)
    licensed = name not in ("nobody", "contact_only")  # a crate must have a licence
    assert (folder / "ro-crate-metadata.json").exists() == licensed
    assert (judges.crate(folder) if licensed else []) == []
