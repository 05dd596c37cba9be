"""The twelve fields of the generated table, its keys, and the words that it is made of."""

from __future__ import annotations

from typing import Any

ACTORS = ("citizens", "companies", "associations", "mayors", "foundations", "pioneers")
DOMAINS = [
    "employment",
    "economic_development",
    "living_standards",
    "poverty_exclusion",
    "poor_housing",
    "diversity_disability",
    "ageing",
    "isolation_social_link",
    "education",
    "health",
    "safety",
    "digital_access",
    "culture_leisure",
    "environment",
    "energy_transition",
    "mobility",
]
REGIONS = [f"{code:02d}" for code in (1, 2, 3, 4, 6, 11, 24, 27, 28, 32, 44, 52, 53, 75, 76, 84, 93, 94)]
YEARS = range(1990, 2031)
COMMUNES = [f"{number // 1000:02d}{number % 1000:03d}" for number in range(1000, 35_955)]
WORDS = [
    "habitat",
    "énergie",
    "«",
    "lien",
    "»",
    "café,",
    "école",
    ";",
    "mobilité",
    "santé",
    "🌍",
    "œuvre",
    "l'eau",
    "zone",
    "d'activité",
]

FIELDS: list[dict[str, Any]] = [
    {"name": "id", "type": "string", "constraints": {"required": True, "unique": True, "pattern": r"R\d{8}"}},
    {"name": "region", "type": "string", "constraints": {"required": True}},
    {"name": "commune", "type": "string", "constraints": {"required": True, "pattern": r"\d{5}|2[AB]\d{3}"}},
    {"name": "actor", "type": "string", "constraints": {"required": True, "enum": list(ACTORS)}},
    {"name": "domain", "type": "string", "constraints": {"required": True, "enum": DOMAINS}},
    {"name": "year", "type": "year", "constraints": {"required": True, "minimum": 1990, "maximum": 2030}},
    {"name": "date", "type": "date"},
    {
        "name": "share",
        "type": "number",
        "missingValues": ["", "NA"],
        "constraints": {"minimum": 0, "maximum": 100},
    },
    {"name": "base", "type": "integer", "constraints": {"minimum": 0}},
    {"name": "active", "type": "boolean"},
    {"name": "label", "type": "string", "constraints": {"minLength": 2, "maxLength": 120}},
    {"name": "code", "type": "string", "constraints": {"pattern": "[A-Z]{2}-[0-9]{4}"}},
]
KEY = ["commune", "domain", "year"]
NAMES = [field["name"] for field in FIELDS]
