"""The sheets of a domain, a territory, an actor."""

WORDS = {
    "page.domain": ("Fiche d'un domaine", "Domain sheet"),
    "nav.domain": ("Un domaine", "A domain"),
    "home.way.domain": (
        "Pour chacun des 16 domaines : ce qu'en disent citoyens, entreprises, associations et maires, et ce qui est mesuré.",
        "For each of the 16 domains: what citizens, companies, associations and mayors say of it, and what is measured.",
    ),
    "domain.lead": (
        "Ce que les enquêtes disent de ce domaine de fragilité, et, à part, ce que la statistique officielle y mesure.",
        "What the surveys say of this domain of fragility and, apart, what official statistics measure.",
    ),
    "page.territory": ("Fiche d'un territoire", "Territory sheet"),
    "nav.territory": ("Un territoire", "A territory"),
    "home.way.territory": (
        "Ce qui est publié d'un territoire, en regard de la France, et les régions officielles qui le composent.",
        "What is published of a territory, beside France as a whole, and the official regions it is made of.",
    ),
    "territory.lead": (
        "Ce qui est publié de ce territoire, en regard du chiffre national de la même mesure, avec son étude. Aucun classement des chiffres "
        "d'enquête : ceux qui sont publiés ne le permettent pas.",
        "What is published on this territory, beside the national figure of the same measure, with its study. No ranking of survey "
        "figures: those published do not warrant one.",
    ),
    "page.actor": ("Fiche d'un acteur", "Actor sheet"),
    "nav.actor": ("Un acteur", "An actor"),
    "home.way.actor": (
        "Les rôles que les maires lui donnent, ses taux de pratique, ses types de partenariats, ce qu'il dit.",
        "The roles that mayors give it, its practice rates, its types of partnerships, what it says.",
    ),
    "actor.lead": (
        "Ce que les enquêtes disent de cet acteur et ce qu'il en dit lui-même. Chaque chiffre garde sa population : des taux "
        "de populations différentes ne s'enchaînent pas.",
        "What the surveys say of this actor and what it says itself. Every figure keeps its population: rates of different "
        "populations do not chain.",
    ),
    "sheet.bars.answer": ("{asked} : « {answer} »", "{asked}: “{answer}”"),
    "sheet.bars.alt": (
        "{title}. Barres horizontales de 0 à {top}. {parts}.",
        "{title}. Horizontal bars from 0 to {top}. {parts}.",
    ),
    "sheet.family": ("Famille", "Family"),
    "sheet.synonyms": ("Autres mots", "Other words"),
    "sheet.perceived.none": (
        "Aucun chiffre national : {reason}.",
        "No national figure: {reason}.",
    ),
    "sheet.perceived.elsewhere": (
        "Aucun chiffre ici : ceux de ces répondants sont dans les parties suivantes.",
        "No figure here: those of these respondents are in the parts below.",
    ),
    "sheet.perceived": (
        "Ce qu'en disent citoyens, entreprises et associations",
        "What citizens, companies and associations say of it",
    ),
    "sheet.perceived.lead": (
        "Chiffres nationaux. Les questions diffèrent d'une population à l'autre : ces chiffres ne se comparent pas entre eux.",
        "National figures. Questions differ from one population to another: these figures cannot be compared with one another.",
    ),
    "sheet.roles": (
        "Les rôles que les maires donnent à chaque acteur",
        "The roles that mayors give each actor",
    ),
    "sheet.roles.lead": (
        "Seuls les domaines de tête de chaque acteur sont publiés : un acteur absent ici n'est pas pour autant à zéro.",
        "Only each actor's leading domains are published: an actor absent here is not at zero.",
    ),
    "sheet.roles.none": (
        "Aucun rôle publié pour ce domaine : il n'est parmi les domaines de tête d'aucun acteur. Cela ne veut pas dire zéro.",
        "No role published for this domain: it is among the leading domains of no actor. That does not mean zero.",
    ),
    "sheet.impact": ("Où les partenariats ont un impact", "Where partnerships have impact"),
    "sheet.impact.lead": (
        "L'impact des partenariats, jugé par ceux que l'on a interrogés ; ce n'est pas un effet mesuré.",
        "The impact of partnerships as judged by those who were asked; it is not a measured effect.",
    ),
    "sheet.impact.none": (
        "Aucun chiffre relevé sur l'impact des partenariats dans ce domaine.",
        "No figure collected on the impact of partnerships in this domain.",
    ),
    "sheet.areas": ("Dans les territoires", "In the territories"),
    "sheet.areas.lead": (
        "Chiffres publiés pour une zone d'étude ou une région. Les zones sont nommées dans l'ordre alphabétique.",
        "Figures published for a study area or a region. Areas are named in alphabetical order.",
    ),
    "sheet.areas.none": (
        "Aucun chiffre relevé pour un territoire dans ce domaine.",
        "No figure collected for a territory in this domain.",
    ),
    "sheet.rest": ("Autres chiffres", "Other figures"),
    "sheet.rest.lead": (
        "Ce que d'autres répondants disent du domaine.",
        "What other respondents say of the domain.",
    ),
    "sheet.collectivities": ("La place des collectivités", "The place of local authorities"),
    "sheet.collectivities.text": (
        "La question sur le rôle des collectivités ne distingue pas les domaines : ses réponses valent pour tous à la fois, et "
        "se lisent sur la page des priorités.",
        "The question on the role of local authorities does not tell domains apart: its answers stand for all of them at once, "
        "and are on the priorities page.",
    ),
    "sheet.kind": ("Ce que c'est", "What it is"),
    "sheet.kind.country": ("Le pays entier.", "The whole country."),
    "sheet.kind.study_area": (
        "Une zone d'étude de 2015, faite par les instituts pour leurs enquêtes. Ses chiffres valent pour la zone entière, non "
        "pour une région administrative.",
        "A study area of 2015, drawn by the institutes for their surveys. Its figures are of the whole area, not of an "
        "administrative region.",
    ),
    "sheet.kind.region": (
        "Une région administrative, nommée ainsi par une étude.",
        "An administrative region, so named by a study.",
    ),
    "sheet.kind.region_alone": (
        "Une région administrative. Aucune étude relevée ne publie de chiffre pour elle seule.",
        "An administrative region. No study collected publishes a figure for it alone.",
    ),
    "sheet.published": ("Nom imprimé", "Name as printed"),
    "sheet.members": ("Régions actuelles", "Today's regions"),
    "sheet.members.one": ("Région actuelle", "Today's region"),
    "sheet.members.text": (
        "{regions}, d'après le code officiel géographique de l'Insee, millésime {vintage}.",
        "{regions}, from the official geographic code of Insee, vintage {vintage}.",
    ),
    "sheet.members.same": (
        "Même périmètre : {regions}, d'après le code officiel géographique de l'Insee, millésime {vintage}.",
        "Same outline: {regions}, from the official geographic code of Insee, vintage {vintage}.",
    ),
    "sheet.joint": ("Une seule estimation", "One estimate"),
    "sheet.joint.text": (
        "Un chiffre de cette zone vaut pour toutes ses régions ensemble : il n'est ni partagé, ni moyenné.",
        "A figure of this area stands for all its regions together: it is neither split nor averaged.",
    ),
    "sheet.meets": ("Même sol", "Same ground"),
    "sheet.meets.text": (
        "{places}, en tout ou partie, dont les chiffres, s'il y en a, sont donnés aussi, chacun avec le nom de son territoire.",
        "{places}, in whole or in part, whose figures, if any, are given too, each with the name of its territory.",
    ),
    "sheet.note": ("Note", "Note"),
    "sheet.practice": ("Taux de pratique des partenariats", "Partnership practice rates"),
    "sheet.practice.lead": (
        "Part des organisations engagées dans au moins un partenariat.",
        "Share of organisations engaged in at least one partnership.",
    ),
    "sheet.priorities": ("Priorités et fragilités par domaine", "Priorities and fragilities by domain"),
    "sheet.priorities.lead": (
        "Ce que les personnes interrogées sur ce territoire mettent en avant.",
        "What those who were asked in this territory put forward.",
    ),
    "sheet.innovation": ("Les partenariats, source d'innovation", "Partnerships, a source of innovation"),
    "sheet.innovation.lead": (
        "Part de ceux qui voient dans les partenariats une source d'innovation.",
        "Share of those who see in partnerships a source of innovation.",
    ),
    "sheet.other": ("Autres chiffres", "Other figures"),
    "sheet.other.lead": (
        "Ce qui est publié d'autre sur ce territoire.",
        "What else is published on this territory.",
    ),
    "sheet.pioneers": ("Pionniers", "Pioneers"),
    "sheet.pioneers.lead": (
        "Chiffres que des initiatives de ce territoire donnent d'elles-mêmes.",
        "Figures that initiatives of this territory give of themselves.",
    ),
    "sheet.territory.none": (
        "Aucun chiffre relevé sur ce point pour ce territoire.",
        "No figure collected on this point for this territory.",
    ),
    "sheet.territory.outside": (
        "Aucun chiffre : ce territoire est hors des zones d'étude, qui ont découpé la métropole.",
        "No figure: this territory is outside the study areas, which divided metropolitan France.",
    ),
    "sheet.national": ("Ensemble de la France : {value} ({study}).", "France as a whole: {value} ({study})."),
    "sheet.national.none": (
        "Pas de chiffre national de la même mesure et de la même année.",
        "No national figure of the same measure and year.",
    ),
    "sheet.national.untested": (
        "Aucun test relevé : l'écart ne se commente pas.",
        "No test collected: the difference warrants no comment.",
    ),
    "sheet.given": ("Les rôles que les maires lui donnent", "The roles that mayors give it"),
    "sheet.given.lead": (
        "Part des maires qui jugent son rôle important, par domaine. Seuls ses domaines de tête sont publiés.",
        "Share of mayors who find its role important, by domain. Only its leading domains are published.",
    ),
    "sheet.given.none": (
        "Aucun rôle par domaine publié pour cet acteur : la question posée aux maires porte sur les citoyens, les associations et les "
        "entreprises.",
        "No role by domain published for this actor: the question to mayors is about citizens, associations and companies.",
    ),
    "sheet.told": ("Ce que d'autres en disent", "What others say of it"),
    "sheet.told.lead": (
        "Chiffres sur cet acteur, donnés par d'autres répondants.",
        "Figures about this actor, given by other respondents.",
    ),
    "sheet.local": (
        "Le rôle des collectivités selon les maires",
        "The role of local authorities, according to mayors",
    ),
    "sheet.local.lead": (
        "Six rôles possibles, jugés prioritaires, secondaires ou pas indispensables ; le total réunit les deux premières réponses.",
        "Six possible roles, rated a priority, secondary or not essential; the total adds up the first two answers.",
    ),
    "sheet.rates": ("Taux de pratique, année par année", "Practice rates, year by year"),
    "sheet.rates.lead": (
        "Chaque taux a sa population et sa base : deux années de bases différentes ne font pas une évolution.",
        "Every rate has its population and base: two years of different bases do not make a trend.",
    ),
    "sheet.types": ("Types et échelles de partenariats", "Types and scales of partnerships"),
    "sheet.types.lead": (
        "Une organisation peut avoir plusieurs partenariats : les parts ne font pas 100. Là où deux pages se contredisent, les "
        "deux chiffres sont donnés.",
        "An organisation can have several partnerships: shares do not add up to 100. Where two pages contradict each other, "
        "both figures are given.",
    ),
    "sheet.says": ("Ce qu'il dit des partenariats", "What it says of partnerships"),
    "sheet.says.lead": ("Chiffres nationaux.", "National figures."),
    "sheet.fragilities": (
        "Ce qu'il dit des fragilités, par domaine",
        "What it says of fragilities, by domain",
    ),
    "sheet.fragilities.lead": ("Chiffres nationaux.", "National figures."),
    "sheet.territories": ("Dans les territoires", "In the territories"),
    "sheet.territories.lead": (
        "Chiffres publiés pour une zone d'étude ou une région.",
        "Figures published for a study area or a region.",
    ),
    "sheet.counts": ("Repères", "Reference figures"),
    "sheet.counts.lead": ("Nombres publiés par les études.", "Numbers published by the studies."),
    "sheet.pioneer": ("Chiffres des initiatives", "Figures of the initiatives"),
    "sheet.pioneer.lead": (
        "Chiffres que les initiatives donnent d'elles-mêmes.",
        "Figures that the initiatives give of themselves.",
    ),
    "sheet.measured": (
        "À part : ce qui est mesuré, hors enquêtes",
        "Apart: what is measured, outside the surveys",
    ),
    "sheet.measured.country": (
        "Les producteurs relevés ici mesurent des régions : la fiche de chacune donne ses valeurs.",
        "The producers collected here measure regions: the sheet of each gives its values.",
    ),
    "sheet.onward": ("Aller plus loin", "Go further"),
}
