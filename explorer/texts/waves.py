"""The study that a page shows, the waves before it, the charts of one wave."""

WORDS = {
    "study.choice": ("Étude", "Study"),
    "study.none": (
        "Cette édition n'a aucun chiffre national sur ce sujet.",
        "This edition has no national figure on this subject.",
    ),
    "study.others": ("Autres études de cette page", "Other studies of this page"),
    "study.table": ("Tous les chiffres, table « {table} »", "All the figures, table “{table}”"),
    "figure.universe": ("Champ", "Asked of"),
    "legend.interval": ("trait à deux bouts : intervalle", "line with two ends: interval"),
    "earlier": ("Étude précédente", "Earlier study"),
    "earlier.joined": (
        "{study} ; se compare, ses chiffres sont dans le tableau sous l'année {year}.",
        "{study}; it compares, its figures are in the table under the year {year}.",
    ),
    "earlier.apart": (
        "{study} ; ne se compare pas : {reason}.",
        "{study}; does not compare: {reason}.",
    ),
    "earlier.key": ("trait fin : valeur de {year}", "thin line: value of {year}"),
    "earlier.key.answer": (
        "trait fin : « {answer} » en {year}",
        "thin line: “{answer}” in {year}",
    ),
    "earlier.column": ("{answer}, {year}", "{answer}, {year}"),
    "earlier.parts": (
        "Cette étude a aussi {parts} : ils ne sont pas dans ce graphique, la page de l'étude les a.",
        "This study also has {parts}: they are not in this chart, the page of the study has them.",
    ),
    "earlier.parts.figures.one": (
        "{count} chiffre dans une autre unité ou sur une autre question",
        "{count} figure in another unit or on another question",
    ),
    "earlier.parts.figures": (
        "{count} chiffres dans une autre unité ou sur une autre question",
        "{count} figures in another unit or on another question",
    ),
    "earlier.parts.places.one": ("des chiffres de {count} territoire", "figures of {count} territory"),
    "earlier.parts.places": ("des chiffres de {count} territoires", "figures of {count} territories"),
    "earlier.parts.groups.one": (
        "des chiffres de {count} sous-population",
        "figures of {count} part of its population",
    ),
    "earlier.parts.groups": (
        "des chiffres de {count} sous-populations",
        "figures of {count} parts of its population",
    ),
    "coconstruction.title": ("{indicator}, selon {whom}", "{indicator}, according to {whom}"),
    "coconstruction.sentence": (
        "{answer}, {value} {whose}, y compris les {part} qui répondent « {last} ».",
        "{answer}, {value} {whose}, including the {part} who answer “{last}”.",
    ),
    "coconstruction.rest": ("Le reste : {parts}.", "The rest: {parts}."),
    "coconstruction.answers": ("Réponses {whose} : {parts}.", "Answers {whose}: {parts}."),
    "coconstruction.reading": (
        "{value} {whose} répondent « {answer} ».",
        "{value} {whose} answer “{answer}”.",
    ),
    "coconstruction.alt": (
        "Barre de 0 à 100 %, réponses {whose}, découpée en {count}. {parts}.",
        "Bar from 0 to 100%, answers {whose}, cut into {count}. {parts}.",
    ),
}
