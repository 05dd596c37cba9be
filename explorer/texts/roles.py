"""The page of the actors' roles."""

WORDS = {
    "roles.page.title": (
        "Qui les maires attendent-ils, et pour quoi ?",
        "Whom do mayors look to, and for what?",
    ),
    "roles.page.lead": (
        "Pour chaque domaine de fragilité, les maires ont dit l'importance du rôle des citoyens, des associations et des "
        "entreprises. Seuls les domaines arrivés en tête pour chaque acteur ont été publiés.",
        "For each domain of fragility, mayors said how important the role of citizens, associations and companies is. "
        "Only the domains that lead for each actor were published.",
    ),
    "roles.answer": ("Réponse montrée", "Answer shown"),
    "roles.title": ("Les domaines en tête pour chaque acteur", "The leading domains for each actor"),
    "roles.domain": ("« {domain} »", "“{domain}”"),
    "roles.leading": ("pour les {actor}, {domains}, {value}", "for {actor}, {domains}, {value}"),
    "roles.leading.sure": (
        "pour les {actor}, {domains}, {value}, les chiffres de faible fiabilité mis à part",
        "for {actor}, {domains}, {value}, figures of low reliability set aside",
    ),
    "roles.sentence": (
        "Domaine au plus fort pourcentage parmi ceux publiés, réponse « {answer} » : {parts}.",
        "Domain with the highest published percentage, answer “{answer}”: {parts}.",
    ),
    "roles.sentence.one": (
        "Seul chiffre lisible, réponse « {answer} » : {parts}.",
        "The only legible figure, answer “{answer}”: {parts}.",
    ),
    "roles.sentence.none": (
        "Aucun chiffre lisible pour la réponse « {answer} ».",
        "No legible figure for the answer “{answer}”.",
    ),
    "roles.reading": (
        "{value} des maires jugent « {answer} » le rôle des {actor} dans le domaine « {domain} ».",
        "{value} of mayors find the role of {actor} “{answer}” in the domain “{domain}”.",
    ),
    "roles.describe": ("{actor}, {domain}, « {answer} » : {value}", "{actor}, {domain}, “{answer}”: {value}"),
    "roles.none": ("Aucun chiffre publié pour cette réponse.", "No figure published for this answer."),
    "roles.alt": (
        "Barres horizontales de 0 à 100 %. Part des maires qui répondent « {answer} », {actor} : {parts}.",
        "Horizontal bars from 0 to 100%. Share of mayors who answer “{answer}”, {actor}: {parts}.",
    ),
    "roles.caveat.leading": (
        "La source n'imprime que les domaines de tête de chaque acteur. Un domaine absent n'est pas à zéro : il n'a pas été publié.",
        "The source prints only the leading domains of each actor. A domain that is absent is not at zero: it was not published.",
    ),
    "roles.caveat.answers": (
        "« Très important » et « très important + important » sont deux mesures : elles ne se lisent pas sur la même échelle.",
        "“Very important” and “very important + important” are two measures: they cannot be read on the same scale.",
    ),
    "matrix.title": ("Ce qui a été publié, ce qui ne l'a pas été", "What was published, and what was not"),
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
        "Les domaines gardent l'ordre de la source, par familles ({families}).",
        "The domains keep the order of the source, by families ({families}).",
    ),
}
