"""The lists that data.europa.eu compares a catalogue with, as far as releases name what is in them.

Codes of the EU's authority tables `file-type`, `access-right` and `licence`
(<https://op.europa.eu/en/web/eu-vocabularies/authority-tables>), and the portal's own lists of formats that
are not proprietary, and that machines read. A code that is not here is one that no release of ours names.
"""

from __future__ import annotations

import re

from scripts.reading.authorities import ADDRESS

ACCESS_RIGHTS = ("PUBLIC", "RESTRICTED", "NON_PUBLIC", "SENSITIVE", "CONFIDENTIAL")
NON_PROPRIETARY = frozenset(
    (
        *("BMP", "CSV", "DBF", "GEOJSON", "GPKG", "GZIP", "HTML", "ICS", "JPEG2000", "JSON", "JSON_LD"),
        *("KML", "KMZ", "NETCDF", "ODS", "PNG", "RDF_N_QUADS", "RDF_N_TRIPLES", "RDF_TRIG"),
        *("RDF_TURTLE", "RDF_XML", "RSS", "RTF", "TAR", "TIFF", "TSV", "TXT", "XML", "ZIP"),
    )
)
# Formats that their owner has the say of, or that only people read; they have a code all the same.
_OTHERS = ("DOC", "DOCX", "GIF", "JPEG", "MDB", "PDF", "PPT", "PPTX", "SHP", "SVG", "XLS", "XLSM", "XLSX")
FILE_TYPES = NON_PROPRIETARY.union(_OTHERS, ("ATOM", "ODT", "SDMX", "SQL", "TAB", "XHTML", "YAML"))
MACHINE_READABLE = FILE_TYPES  # the portal's list has nearly every code of the table

# Licences by their code, and by the addresses that the table has for them.
_LICENCES = (
    *("CC0", "CC_BY", "CC_BY_3_0", "CC_BY_4_0", "CC_BYSA", "CC_BYSA_3_0", "CC_BYSA_4_0", "CC_PDM_1_0"),
    *("ODC_BL", "ODC_BY", "ODC_PDDL", "ETALAB_2_0", "EUPL_1_2", "COM_REUSE", "OGL_3_0", "DLDE_BY_2_0"),
)
_ADDRESSES = (
    "www.etalab.gouv.fr/licence-ouverte-open-licence",  # from 2025 on, as ETALAB_2_0
    *("creativecommons.org/licenses/by/3.0", "creativecommons.org/licenses/by/4.0"),
    *("creativecommons.org/licenses/by-sa/3.0", "creativecommons.org/licenses/by-sa/4.0"),
    *("creativecommons.org/publicdomain/zero/1.0", "creativecommons.org/publicdomain/mark/1.0"),
    *("opendatacommons.org/licenses/odbl/1.0", "opendatacommons.org/licenses/by/1.0"),
    "opendatacommons.org/licenses/pddl/1.0",
)


def is_licence(address: str) -> bool:
    """True for a licence of the table, by the address of its code or by its own.

    >>> is_licence("https://www.etalab.gouv.fr/licence-ouverte-open-licence/")
    True
    >>> is_licence("https://spdx.org/licenses/etalab-2.0.html")
    False
    """
    if address.startswith(f"{ADDRESS}licence/"):
        return address.removeprefix(f"{ADDRESS}licence/") in _LICENCES
    return re.sub(r"^https?://", "", address).rstrip("/") in _ADDRESSES
