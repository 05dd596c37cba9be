"""The home page."""

WORDS = {
    "home.title": (
        "Comment les acteurs des territoires s'allient",
        "How organisations in French territories join forces",
    ),
    "home.lead": (
        "Entreprises, associations, collectivités et citoyens construisent ensemble des réponses aux fragilités "
        "de leur territoire. Depuis 2008, l'Observatoire des partenariats étudie ces alliances ; cette édition en "
        "rend les chiffres publiés lisibles, vérifiables et réutilisables.",
        "Companies, associations, local authorities and citizens build answers together to what makes their "
        "territory fragile. The Observatoire des partenariats has studied these alliances since 2008; this edition "
        "makes its published figures readable, verifiable and reusable.",
    ),
    "home.figures": ("Trois repères", "Three key figures"),
    "highlight.companies": (
        "des entreprises d'au moins 10 salariés sont engagées dans un partenariat avec une association",
        "of companies with at least 10 employees are engaged in a partnership with an association",
    ),
    "highlight.associations": (
        "des associations sont engagées dans un partenariat avec une entreprise",
        "of associations are engaged in a partnership with a company",
    ),
    "highlight.partnerships": (
        "de partenariats entre associations et entreprises en France",
        "partnerships between associations and companies in France",
    ),
    "coconstruction.title": (
        "Votre territoire est-il porteur d'une dynamique de co-construction ?",
        "Is your territory driven by a dynamic of co-construction?",
    ),
    "coconstruction.sentence": (
        "{value} des maires voient leur territoire entré dans cette dynamique, y compris les {emerging} pour qui elle commence "
        "seulement à émerger ; {none} répondent « non, pas du tout ».",
        "{value} of mayors see their territory as having entered this dynamic, including the {emerging} for whom it is only "
        "beginning to emerge; {none} answer “no, not at all”.",
    ),
    "coconstruction.answers": (
        "Pour {emerging} des maires, la dynamique commence à émerger ; {none} répondent « non, pas du tout ».",
        "For {emerging} of mayors the dynamic is beginning to emerge; {none} answer “no, not at all”.",
    ),
    "coconstruction.reading": (
        "{value} des maires disent que la co-construction est ancrée dans le fonctionnement de leur territoire.",
        "{value} of mayors say that co-construction is rooted in the way their territory works.",
    ),
    "coconstruction.alt": (
        "Barre découpée en quatre réponses des maires. {parts}.",
        "Bar cut into four answers of mayors. {parts}.",
    ),
    "home.about": ("Ce qu'est cet observatoire", "What this observatory is"),
    "home.about.text": (
        "Un programme d'études de Le RAMEAU et de ses partenaires, croisé par domaine, par territoire et par acteur. Cette "
        "édition relève les chiffres publiés, dit d'où vient chacun et lesquels sont calculés, et laisse vide ce que les "
        "sources ne permettent pas de lire.",
        "A programme of studies by Le RAMEAU and its partners, crossed by domain, by territory and by actor. This edition "
        "records the published figures, says where each comes from and which are computed, and leaves empty what the sources do "
        "not let one read.",
    ),
    "home.ways": ("Explorer", "Explore"),
    "home.way.roles": (
        "Dans quels domaines les maires attendent-ils citoyens, associations et entreprises ?",
        "In which domains do mayors look to citizens, associations and companies?",
    ),
    "home.way.priorities": (
        "Impulser, animer, accompagner : ce que les maires jugent prioritaire pour les collectivités.",
        "Initiate, lead, support: what mayors see as the priority for local authorities.",
    ),
    "home.way.territories": (
        "Ce que l'on sait, territoire par territoire, et ce qui n'est pas lisible.",
        "What is known, territory by territory, and what cannot be read.",
    ),
    "home.way.measured": (
        "Ce qui est mesuré dans les régions, à côté de ce que disent les enquêtes.",
        "What is measured in the regions, beside what the surveys say.",
    ),
    "home.way.data": (
        "Les tables, leur dictionnaire et tous les fichiers à télécharger.",
        "The tables, their dictionary and all the files to download.",
    ),
}
