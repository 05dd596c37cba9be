"""The page of the local authorities' priorities."""

WORDS = {
    "priorities.page.title": (
        "Quel rôle pour les collectivités dans les alliances ?",
        "What role for local authorities in alliances?",
    ),
    "priorities.page.lead": (
        "Ce que répondent {whom} de chaque rôle possible : {answers}.",
        "What {whom} answer about each possible role: {answers}.",
    ),
    "priorities.sort": ("Trier par", "Sort by"),
    "priorities.sort.total": ("Total", "Total"),
    "priorities.sort.asked": ("Ordre de la source", "Order of the source"),
    "priorities.sentence": (
        "selon {whom}, {role} a la plus forte part de réponses « {answer} » ({value}).",
        "according to {whom}, {role} has the highest share of “{answer}” answers ({value}).",
    ),
    "priorities.sentence.tied": (
        "selon {whom}, {role} ont la plus forte part de réponses « {answer} », à égalité ({value}).",
        "according to {whom}, {role} have the highest share of “{answer}” answers, level ({value}).",
    ),
    "priorities.sentence.near": (
        "selon {whom}, plus fortes parts de réponses « {answer} » : {role}.",
        "according to {whom}, highest shares of “{answer}” answers: {role}.",
    ),
    "priorities.sentence.level": (
        "selon {whom}, part de réponses « {answer} », rôles que leurs intervalles ne séparent pas : {roles}.",
        "according to {whom}, share of “{answer}” answers, roles that their intervals do not part: {roles}.",
    ),
    "priorities.sentence.none": (
        "Aucune part de réponses « {answer} » n'a de valeur.",
        "No share of “{answer}” answers has a value.",
    ),
    "priorities.totals": (
        "{answer} : les totaux vont de {low} à {high}.",
        "{answer}: the totals run from {low} to {high}.",
    ),
    "priorities.totals.one": (
        "{answer} : le total est de {low} pour chaque rôle qui en a un.",
        "{answer}: the total is {low} for each role that has one.",
    ),
    "priorities.reading.first": ("« {answer} » pour {value} {whose}", "“{answer}” for {value} {whose}"),
    "priorities.reading.part": ("« {answer} » pour {value}", "“{answer}” for {value}"),
    "priorities.reading.total": ("total « {answer} » : {value}", "total “{answer}”: {value}"),
    "priorities.describe": ("{role}, « {answer} » : {value}.", "{role}, “{answer}”: {value}."),
    "priorities.total": ("total {value}", "total {value}"),
    "priorities.total.key": ("total : « {answer} »", "total: “{answer}”"),
    "priorities.alt": (
        "Une barre de 0 à 100 % par rôle, réponses {whose}, découpée en {answers}. Part {first} : {parts}.",
        "One bar from 0 to 100% a role, answers {whose}, cut into {answers}. Share of {first}: {parts}.",
    ),
    "priorities.caveat.computed": (
        "{count} valeurs sur {all} ne sont pas lisibles dans la source : elles sont calculées à partir des autres chiffres de "
        "leur ligne et marquées d'un astérisque.",
        "{count} values out of {all} are not legible in the source: they are computed from the other figures of their row "
        "and marked with an asterisk.",
    ),
}
