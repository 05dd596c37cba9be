"""What is wrong in a table of others: a short sentence for each kind."""

WORDS = {
    "fault.type": ("n'est pas du type « {expected} »", "is not of the type “{expected}”"),
    "fault.required": ("valeur obligatoire absente", "a required value is absent"),
    "fault.unique": ("valeur répétée, elle doit être unique", "value repeated, it must be unique"),
    "fault.enum": ("hors de la liste permise ({expected})", "not in the list that is allowed ({expected})"),
    "fault.category": ("hors des catégories ({expected})", "not in the categories ({expected})"),
    "fault.minimum": ("au-dessous du minimum {expected}", "under the minimum {expected}"),
    "fault.maximum": ("au-dessus du maximum {expected}", "over the maximum {expected}"),
    "fault.exclusiveMinimum": ("doit dépasser {expected}", "must be over {expected}"),
    "fault.exclusiveMaximum": ("doit rester sous {expected}", "must be under {expected}"),
    "fault.minLength": ("plus court que {expected} signes", "shorter than {expected} characters"),
    "fault.maxLength": ("plus long que {expected} signes", "longer than {expected} characters"),
    "fault.pattern": ("ne suit pas le motif {expected}", "does not follow the pattern {expected}"),
    "fault.pattern_unchecked": (
        "motif non contrôlé, il demande plus que ce qui se calcule en temps borné ({expected})",
        "pattern not checked, it asks for more than can be computed in bounded time ({expected})",
    ),
    "fault.constraint_unused": (
        "contrainte non contrôlée, elle n'est pas du type du champ ({expected})",
        "constraint not checked, it is not of the field's type ({expected})",
    ),
    "fault.primary_key": ("clé primaire vide ou répétée", "primary key empty or repeated"),
    "fault.unique_key": ("clé unique répétée", "unique key repeated"),
    "fault.foreign_key": ("code absent de la table « {expected} »", "code that the table “{expected}” does not have"),
    "fault.foreign_key_own": ("code que cette table n'a pas", "code that this table does not have"),
    "fault.foreign_key_unchecked": (
        "clé étrangère non contrôlée, la table « {expected} » n'est pas ouverte entière",
        "foreign key not checked, the table “{expected}” is not open as a whole",
    ),
    "fault.key_columns": ("clé dont une colonne manque", "key with a column that is missing"),
    "fault.missing_column": ("colonne absente du fichier", "column that the file lacks"),
    "fault.extra_column": ("colonne que le schéma ne décrit pas, non montrée", "column that the schema does not describe, not shown"),
    "fault.column_order": ("colonnes dans un autre ordre que le schéma", "columns in another order than the schema"),
    "fault.ragged_row": ("ligne qui n'a pas {expected} cellules", "row without its {expected} cells"),
    "fault.broken_text": (
        "octets étrangers au codage annoncé, montrés par \ufffd", "bytes foreign to the declared encoding, shown as \ufffd"),
    "fault.no_schema": ("pas de schéma : tout est lu comme du texte", "no schema: everything is read as text"),
}  # fmt: skip
