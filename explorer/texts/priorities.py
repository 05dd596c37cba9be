"""The page of the local authorities' priorities."""

WORDS = {
    "priorities.page.title": (
        "Quel rôle pour les collectivités dans les alliances ?",
        "What role for local authorities in alliances?",
    ),
    "priorities.page.lead": (
        "Les maires ont classé six rôles possibles des collectivités : prioritaire, secondaire ou pas indispensable.",
        "Mayors rated six possible roles of local authorities: a priority, secondary, or not essential.",
    ),
    "priorities.sort": ("Trier par", "Sort by"),
    "priorities.sort.priority": ("Prioritaire", "Priority"),
    "priorities.sort.total": ("Total", "Total"),
    "priorities.sort.asked": ("Ordre de la source", "Order of the source"),
    "priorities.title": (
        "Ce que les maires jugent prioritaire, secondaire ou pas indispensable",
        "What mayors find a priority, secondary or not essential",
    ),
    "priorities.sentence": (
        "{role} a la plus forte part de réponses « prioritaire » ({value}).",
        "{role} has the highest share of “priority” answers ({value}).",
    ),
    "priorities.sentence.tied": (
        "{role} ont la plus forte part de réponses « prioritaire », à égalité ({value}).",
        "{role} have the highest share of “priority” answers, level ({value}).",
    ),
    "priorities.sentence.none": (
        "Aucune part de réponses « prioritaire » n'a de valeur.",
        "No share of “priority” answers has a value.",
    ),
    "priorities.totals": (
        "Prioritaire ou secondaire : les totaux vont de {low} à {high}.",
        "Priority or secondary: the totals run from {low} to {high}.",
    ),
    "priorities.totals.one": (
        "Prioritaire ou secondaire : le total est de {low} pour chaque rôle qui en a un.",
        "Priority or secondary: the total is {low} for each role that has one.",
    ),
    "priorities.reading": (
        "{role} : prioritaire pour {priority} des maires, secondaire pour {secondary}, pas indispensable pour {not_needed} ; "
        "total prioritaire ou secondaire : {total}.",
        "{role}: a priority for {priority} of mayors, secondary for {secondary}, not essential for {not_needed}; total "
        "priority or secondary: {total}.",
    ),
    "priorities.describe": ("{role}, « {answer} » : {value}.", "{role}, “{answer}”: {value}."),
    "priorities.total": ("total {value}", "total {value}"),
    "priorities.alt": (
        "Une barre de 100 % par rôle, découpée en prioritaire, secondaire et pas indispensable. Part « prioritaire » : {parts}.",
        "One bar of 100% a role, cut into priority, secondary and not essential. “Priority” share: {parts}.",
    ),
    "priorities.caveat.computed": (
        "{count} valeurs sur {all} ne sont pas lisibles dans la source : elles sont calculées à partir des autres chiffres de "
        "leur ligne et marquées d'un astérisque.",
        "{count} values out of {all} are not legible in the source: they are computed from the other figures of their row "
        "and marked with an asterisk.",
    ),
    "priorities.caveat.total": (
        "Le total à droite est « prioritaire ou secondaire », tel que la source l'imprime.",
        "The total on the right is “priority or secondary”, as the source prints it.",
    ),
}
