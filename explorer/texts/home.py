"""The home page."""

WORDS = {
    "home.title": (
        "Comment les acteurs des territoires s'allient",
        "How organisations in French territories join forces",
    ),
    "home.figures": ("Rôles, priorités, taux", "Roles, priorities, rates"),
    "highlight.roles": (
        "Rôle « {answer} » pour {value} {whose} : {what}",
        "A “{answer}” role for {value} {whose}: {what}",
    ),
    "highlight.priorities": (
        "Rôle « {answer} » pour {value} {whose} : {what}",
        "A “{answer}” role for {value} {whose}: {what}",
    ),
    "highlight.rates": (
        "{places} : {what} ({whom})",
        "{places}: {what} ({whom})",
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
        "Dans quels domaines attend-on chaque acteur, et qui le dit ?",
        "In which domains is each actor looked to, and by whom?",
    ),
    "home.way.priorities": (
        "Impulser, animer, accompagner : ce qui est jugé prioritaire dans le rôle des collectivités.",
        "Initiate, lead, support: what is seen as the priority in the role of local authorities.",
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
