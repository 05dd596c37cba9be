"""The search."""

WORDS = {
    "page.search": ("Chercher", "Search"),
    "nav.search": ("Chercher", "Search"),
    "search.label": (
        "Chercher un domaine, un territoire, une question…",
        "Search a domain, a territory, a question…",
    ),
    "search.placeholder": ("chômage, Bretagne…", "poverty, Brittany…"),
    "search.go": ("Chercher", "Search"),
    "search.lead": (
        "Domaines et leurs synonymes, territoires et régions, acteurs, questions, statistiques, mots du glossaire, études, "
        "pages. Accents et capitales sont ignorés.",
        "Domains and their synonyms, territories and regions, actors, questions, statistics, glossary terms, studies, "
        "pages. Accents and capitals are ignored.",
    ),
    "search.empty": (
        "Écrivez un mot, par exemple : chômage, Bretagne, mécénat.",
        "Write a word, for instance: poverty, Brittany, innovation.",
    ),
    "search.none": (
        "Rien ne répond à « {query} ». Essayez un mot plus court, ou choisissez un domaine ci-dessous.",
        "No result for “{query}”. Try a shorter word, or choose a domain below.",
    ),
    "search.found.one": ("Un résultat pour « {query} ».", "One result for “{query}”."),
    "search.found": ("{count} résultats pour « {query} ».", "{count} results for “{query}”."),
    "search.more": ("Les {count} premiers sont montrés.", "The first {count} are shown."),
    "search.kind.domain": ("Domaines", "Domains"),
    "search.kind.territory": ("Territoires", "Territories"),
    "search.kind.actor": ("Acteurs", "Actors"),
    "search.kind.page": ("Pages", "Pages"),
    "search.kind.indicator": ("Mesures et questions des enquêtes", "Measures and questions of the surveys"),
    "search.kind.measured": (
        "Mesuré dans les régions, hors enquêtes",
        "Measured in the regions, outside the surveys",
    ),
    "search.kind.word": ("Glossaire", "Glossary"),
    "search.kind.study": ("Études", "Studies"),
    "search.domain": (
        "Fiche : ce qu'en disent les enquêtes, et, à part, ce qui est mesuré.",
        "Sheet: what the surveys say of it, and, apart, what is measured.",
    ),
    "search.territory": (
        "Fiche : ce qui est publié, en regard de la France.",
        "Sheet: what is published, beside France as a whole.",
    ),
    "search.cross": (
        "Tous les chiffres à ce croisement, ce qui y manque, et, à part, ce qui y est mesuré.",
        "All the figures at this crossing, what is missing there and, apart, what is measured there.",
    ),
    "search.kind.cross": ("Au croisement", "Where these cross"),
    "search.actor.words": ("rôles", "roles"),
    "search.actor": (
        "Fiche : rôles, taux de pratique, partenariats, ce qu'il dit.",
        "Sheet: roles, practice rates, partnerships, what it says.",
    ),
}
