"""Tools that read the descriptor, and so know every type; and Parquet in JavaScript."""

from __future__ import annotations

from scripts.write.pages.howto.recipe import Recipe, each

RECIPES = (
    Recipe(
        "frictionless",
        "frictionless",
        "CSV",
        "python",
        each(
            'from frictionless import Package\n\npackage = Package("datapackage.json")',
            '{variable} = package.get_resource("{name}").read_rows()',
        ),
        shown=True,
    ),
    Recipe(
        "csvw",
        "csvw",
        "CSV",
        "python",
        each(
            "import json\n\n"
            "from csvw import TableGroup\n"
            "from csvw.frictionless import DataPackage\n\n"
            'package = json.load(open("datapackage.json", encoding="utf-8"))\n'
            'for resource in package["resources"]:\n'
            '    resource["scheme"] = "file"  # csvw passes over those that do not say it\n'
            '    for field in resource["schema"]["fields"]:\n'
            '        if field["type"] == "year":\n'
            '            field["type"] = "integer"  # to csvw, a year has no bounds\n'
            '    for key in resource["schema"].get("foreignKeys", []):  # of its own, no name\n'
            '        key["reference"].setdefault("resource", resource["name"])\n'
            "tables = DataPackage(package).to_tablegroup(TableGroup).tabledict",
            '{variable} = list(tables["data/{name}.csv"])',
        ),
    ),
    Recipe(
        "datapackage-js",
        "datapackage (npm)",
        "CSV",
        "javascript",
        each(
            'import datapackage from "datapackage";\n\n'
            'const descriptor = await datapackage.Package.load("datapackage.json");',
            'const {variable} = await descriptor.getResource("{name}").read({ keyed: true });',
        ),
        shown=True,
    ),
    Recipe(
        "hyparquet",
        "hyparquet (npm)",
        "Parquet",
        "javascript",
        each(
            'import { asyncBufferFromFile, parquetReadObjects } from "hyparquet";\n\n'
            "const read = async (path) => parquetReadObjects({ file: await asyncBufferFromFile(path) });",
            'const {variable} = await read("parquet/{name}.parquet");',
        ),
    ),
)
