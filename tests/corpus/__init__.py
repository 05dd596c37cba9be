"""What people meet, beside this checkout: official schemas and public cases, and what is right of each.

expected.toml     what `validate` must say of each variant of each public case, by its expected.md
departures.toml   where our verdict is another than frictionless', each with the reason
opened.py         the cases, opened from a folder, a zip, a table with its schema, or an address
"""
