"""The rows of a table: how many, what sifts and sorts them, the way to other pages."""

WORDS = {
    "rows.all": ("Lignes {first} à {last} sur {total}", "Rows {first} to {last} of {total}"),
    "rows.all.none": ("Aucune ligne", "No rows"),
    "rows.sifted": (
        "Lignes {first} à {last} des {total} retenues par le filtre, sur {count}",
        "Rows {first} to {last} of the {total} that the filter keeps, out of {count}",
    ),
    "rows.sifted.none": (
        "Aucune ligne retenue par le filtre, sur {count}",
        "No row that the filter keeps, out of {count}",
    ),
    "rows.cut": (
        "· le tri montre les {most} premières : filtrer pour voir les autres",
        "· the sort shows the first {most}: filter to see the others",
    ),
    "rows.place": ("Ligne", "Row"),
    "rows.true": ("oui", "yes"),
    "rows.false": ("non", "no"),
    "rows.sieve": ("Filtrer les lignes", "Filter the rows"),
    "rows.sieve.go": ("Filtrer", "Filter"),
    "rows.sieve.clear": ("Tout montrer", "Show all"),
    "rows.sieve.help": (
        "Un texte se cherche sans tenir compte des majuscules ni des accents ; précédé de =, il se cherche tel quel et entier. "
        "Une date peut être une année ou un mois.",
        "A text is found whatever its capitals and accents; after =, as it is and whole. A date may be a year or a month.",
    ),
    "rows.hint.text": ("contient…", "contains…"),
    "rows.hint.from.number": ("de", "from"),
    "rows.hint.to.number": ("à", "to"),
    "rows.hint.from.date": ("de aaaa-mm", "from yyyy-mm"),
    "rows.hint.to.date": ("à aaaa", "to yyyy"),
    "rows.hint.code": ("toutes les valeurs", "all values"),
    "rows.has": ("{field} : {value}", "{field}: {value}"),
    "rows.from": ("{field} ≥ {value}", "{field} ≥ {value}"),
    "rows.to": ("{field} ≤ {value}", "{field} ≤ {value}"),
    "rows.without": ("Retirer le filtre « {words} »", "Remove the filter “{words}”"),
    "rows.sort.rising": ("Trier par « {field} », croissant", "Sort by “{field}”, rising"),
    "rows.sort.falling": ("Trier par « {field} », décroissant", "Sort by “{field}”, falling"),
    "rows.sort.none": ("Ne plus trier par « {field} »", "No longer sort by “{field}”"),
    "rows.sorted.rising": ("Tri : {field} ↑", "Sorted: {field} ↑"),
    "rows.sorted.falling": ("Tri : {field} ↓", "Sorted: {field} ↓"),
    "rows.unsorted": ("Revenir à l'ordre de la table", "Back to the order of the table"),
    "rows.asked": ("Ce qui est demandé aux lignes", "What is asked of the rows"),
    "rows.pager": ("Pages de la table", "Pages of the table"),
    "rows.before": ("← Précédente", "← Previous"),
    "rows.after": ("Suivante →", "Next →"),
    "rows.page": ("Page", "Page"),
    "rows.pages": ("sur {pages}", "of {pages}"),
    "rows.page.go": ("Aller", "Go"),
    "rows.odd.page": (
        "L'adresse demande la page « {value} » : il y en a {pages}. Voici la première.",
        "The address asks for page “{value}”: there are {pages}. Here is the first.",
    ),
    "rows.odd.sort": (
        "L'adresse demande un tri par « {value} » : la table n'a pas ce champ. Les lignes sont dans l'ordre de la table.",
        "The address asks for rows sorted by “{value}”: the table has no such field. The rows are in the order of the table.",
    ),
    "rows.odd.field": (
        "L'adresse demande un filtre sur « {name} » : la table n'a pas ce champ. Ce filtre est laissé de côté.",
        "The address asks for a filter on “{name}”: the table has no such field. That filter is left out.",
    ),
    "rows.odd.code": (
        "« {value} » n'est pas un code du champ « {name} » : ce filtre est laissé de côté.",
        "“{value}” is no code of the field “{name}”: that filter is left out.",
    ),
    "rows.odd.number": (
        "« {value} » ne se lit pas comme un nombre pour « {name} » : ce filtre est laissé de côté.",
        "“{value}” cannot be read as a number of “{name}”: that filter is left out.",
    ),
    "rows.odd.date": (
        "« {value} » ne se lit pas comme une date (aaaa, aaaa-mm, aaaa-mm-jj) pour « {name} » : ce filtre est laissé de côté.",
        "“{value}” cannot be read as a date (yyyy, yyyy-mm, yyyy-mm-dd) of “{name}”: that filter is left out.",
    ),
    "rows.odd.text": (
        "« {value} » ne peut pas être cherché dans « {name} » : ce filtre est laissé de côté.",
        "“{value}” cannot be looked for in “{name}”: that filter is left out.",
    ),
}
