"""The page of the actors' roles."""

WORDS = {
    "roles.page.title": (
        "Quel rôle pour chaque acteur ?",
        "What role for each actor?",
    ),
    "roles.page.lead": (
        "Ce que répondent {whom} du rôle de chaque acteur, domaine par domaine.",
        "What {whom} answer about the role of each actor, domain by domain.",
    ),
    "roles.answer": ("Réponse montrée", "Answer shown"),
    "roles.of": ("des {actor}", "{actor}"),
    "roles.title": (
        "Selon {whom}, le rôle {actors} : {answers}",
        "According to {whom}, the role of {actors}: {answers}",
    ),
    "roles.title.none": (
        "Selon {whom}, {indicator} : {answers}",
        "According to {whom}, {indicator}: {answers}",
    ),
    "roles.panel": ("Rôle {actor}", "Role of {actor}"),
    "roles.whole": ("Tous domaines", "All domains"),
    "roles.value": ("{domain}, {value}", "{domain}, {value}"),
    "roles.leading": ("pour les {actor}, {domains}, {value}", "for {actor}, {domains}, {value}"),
    "roles.leading.sure": (
        "pour les {actor}, {domains}, {value}, les chiffres de faible fiabilité mis à part",
        "for {actor}, {domains}, {value}, figures of low reliability set aside",
    ),
    "roles.level": ("pour les {actor}, {domains}", "for {actor}, {domains}"),
    "roles.level.sure": (
        "pour les {actor}, {domains}, les chiffres de faible fiabilité mis à part",
        "for {actor}, {domains}, figures of low reliability set aside",
    ),
    "roles.sentence": (
        "selon {whom}, domaine au plus fort pourcentage parmi ceux publiés, réponse « {answer} » : {parts}.",
        "according to {whom}, domain with the highest published percentage, answer “{answer}”: {parts}.",
    ),
    "roles.sentence.one": (
        "selon {whom}, seul chiffre lisible, réponse « {answer} » : {parts}.",
        "according to {whom}, the only legible figure, answer “{answer}”: {parts}.",
    ),
    "roles.sentence.level": (
        "selon {whom}, réponse « {answer} », domaines que leurs intervalles ne séparent pas : {parts}.",
        "according to {whom}, answer “{answer}”, domains that their intervals do not part: {parts}.",
    ),
    "roles.sentence.none": (
        "Aucun chiffre lisible pour la réponse « {answer} », selon {whom}.",
        "No legible figure for the answer “{answer}”, according to {whom}.",
    ),
    "roles.reading": (
        "Pour {value} {whose}, le rôle {actor} est « {answer} » dans le domaine « {domain} ».",
        "For {value} {whose}, the role of {actor} is “{answer}” in the domain “{domain}”.",
    ),
    "roles.describe": (
        "Rôle de l'acteur « {actor} », {domain}, « {answer} » : {value}",
        "Role of the actor “{actor}”, {domain}, “{answer}”: {value}",
    ),
    "roles.none": ("Aucun chiffre publié pour cette réponse.", "No figure published for this answer."),
    "roles.alt": (
        "Barres horizontales de 0 à 100 %. Part {whose} qui répondent « {answer} » du rôle {actor} : {parts}.",
        "Horizontal bars from 0 to 100%. Share {whose} who answer “{answer}” about the role of {actor}: {parts}.",
    ),
    "roles.caveat.absent": (
        "Un domaine absent n'est pas à zéro : il n'a pas de chiffre publié.",
        "A domain that is absent is not at zero: it has no published figure.",
    ),
    "roles.few": (
        "Pour la réponse « {answer} », trop peu de chiffres pour un graphique : {values}.",
        "For the answer “{answer}”, too few figures for a chart: {values}.",
    ),
    "roles.few.value": ("rôle {actor}, {domain}, {value}", "role of {actor}, {domain}, {value}"),
    "matrix.title": (
        "Ce qui est publié, ce qui ne l'est pas. {title}",
        "What is published, and what is not. {title}",
    ),
    "matrix.sentence": (
        "Cases qui ont un chiffre lisible, réponse « {answer} » : {count} sur {cells}.",
        "Cells that have a legible figure, answer “{answer}”: {count} out of {cells}.",
    ),
    "matrix.reading": (
        "Chaque ligne est un domaine, chaque colonne un acteur. Les cases hachurées n'ont pas de chiffre publié.",
        "Each row is a domain, each column an actor. Hatched cells have no published figure.",
    ),
    "matrix.alt": (
        "Tableau de {domains} domaines par {actors} acteurs, réponse « {answer} » : {count} cases ont un chiffre, les autres "
        "sont hachurées. Le détail est dans le tableau sous la figure.",
        "Grid of {domains} domains by {actors} actors, answer “{answer}”: {count} cells have a figure, the others are hatched. "
        "The details are in the table under the figure.",
    ),
    "matrix.order": (
        "Les domaines sont rangés par familles ({families}).",
        "The domains are arranged by families ({families}).",
    ),
}
