"""The pages of what is told in the field: pioneers, profiles of mayors, impacts and needs, practices."""

WORDS = {
    "page.pioneers": ("Initiatives pionnières", "Pioneering initiatives"),
    "nav.pioneers": ("Pionniers", "Pioneers"),
    "home.way.pioneers": (
        "Des alliances déjà à l'œuvre, avec leurs objectifs et leurs chiffres.",
        "Alliances already at work, with their aims and figures.",
    ),
    "pioneers.page.title": ("Qui a ouvert la voie ?", "Who led the way?"),
    "pioneers.page.lead": (
        "Des initiatives que l'observatoire présente en exemple, avec les chiffres qu'elles donnent d'elles-mêmes. Elles sont "
        "rangées par nom : rien ne les classe.",
        "Initiatives that the observatory presents as examples, with the figures that they give of themselves. They stand in "
        "the order of their names: nothing ranks them.",
    ),
    "pioneers.place": ("Région", "Region"),
    "pioneers.place.all": ("Toutes les régions", "All regions"),
    "pioneers.since": ("Année de lancement", "Year of launch"),
    "pioneers.since.all": ("Toutes", "All"),
    "pioneers.nobody": (
        "Aucune initiative de cette région n'a été lancée cette année-là.",
        "No initiative of this region was launched in that year.",
    ),
    "pioneers.count.zero": ("Aucune initiative présentée", "No initiative presented"),
    "pioneers.count.one": ("{count} initiative présentée", "{count} initiative presented"),
    "pioneers.count": ("{count} initiatives présentées", "{count} initiatives presented"),
    "mayor-profiles.count.one": ("{count} profil relevé", "{count} profile collected"),
    "mayor-profiles.count": ("{count} profils relevés", "{count} profiles collected"),
    "impacts.count.one": ("{count} impact relevé", "{count} impact collected"),
    "impacts.count": ("{count} impacts relevés", "{count} impacts collected"),
    "needs.count.one": ("{count} besoin ou étape relevé", "{count} need or step collected"),
    "needs.count": ("{count} besoins ou étapes relevés", "{count} needs or steps collected"),
    "pioneers.carrier": ("Portée par", "Led by"),
    "pioneers.where": ("Lieu", "Place"),
    "pioneers.from": ("Depuis", "Since"),
    "pioneers.aims": ("Objectifs", "Aims"),
    "pioneers.milestones": ("Étapes", "Milestones"),
    "pioneers.website": ("Site", "Website"),
    "pioneers.figures": ("Chiffres de l'initiative", "Figures of the initiative"),
    "pioneers.caveat": (
        "Chaque initiative compte ce qu'elle fait à sa façon : ces chiffres ne se comparent pas d'une carte à l'autre.",
        "Each initiative counts what it does in its own way: these figures are not to be compared from card to card.",
    ),
    "pioneers.download": ("Télécharger les initiatives (CSV)", "Download the initiatives (CSV)"),
    "pioneers.download.figures": ("Télécharger leurs chiffres (CSV)", "Download their figures (CSV)"),
    "page.profiles": ("Profils de maires", "Profiles of mayors"),
    "nav.profiles": ("Profils de maires", "Mayor profiles"),
    "home.way.profiles": (
        "Comment les maires parlent de la co-construction, profil par profil.",
        "How mayors speak of co-construction, profile by profile.",
    ),
    "profiles.page.title": (
        "Quels maires face à la co-construction ?",
        "How do mayors face co-construction?",
    ),
    "profiles.page.lead": (
        "L'étude auprès des maires distingue des profils par leurs mots. La diapositive ne laisse pas lire tous leurs noms : "
        "ceux qui manquent ne sont pas devinés.",
        "The survey of mayors tells profiles apart by their words. The slide does not let all of their names be read: those "
        "that are missing are not guessed.",
    ),
    "profiles.unnamed": ("Nom illisible dans la source", "Name illegible in the source"),
    "profiles.caveat": (
        "Les données ne disent pas quelle part des maires relève de chaque profil.",
        "The data do not say what share of mayors fits each profile.",
    ),
    "profiles.download": ("Télécharger les profils (CSV)", "Download the profiles (CSV)"),
    "page.impacts": ("Impacts et besoins", "Impacts and needs"),
    "nav.impacts": ("Impacts et besoins", "Impacts and needs"),
    "home.way.impacts": (
        "Ce que les alliances produisent, ce qu'il leur faut, sous quelles formes et à quelle échelle elles se nouent.",
        "What alliances produce, what they need, in which forms and on what scale they are made.",
    ),
    "impacts.page.title": (
        "Que produisent les alliances, et que leur faut-il ?",
        "What do alliances produce, and what do they need?",
    ),
    "impacts.page.lead": (
        "Les impacts et les besoins sont dits en mots : la source n'en donne pas de mesure. Les formes de partenariat ont des "
        "chiffres, avec leurs conflits.",
        "Impacts and needs are told in words: the source gives no measure of them. Forms of partnership have figures, with "
        "their conflicts.",
    ),
    "impacts.title": ("Impacts", "Impacts"),
    "impacts.lead": (
        "Ce que les alliances changent, selon l'observatoire.",
        "What alliances change, according to the observatory.",
    ),
    "impacts.kind.performance": ("Performance", "Performance"),
    "impacts.kind.trust": ("Confiance", "Trust"),
    "impacts.kind.innovation": ("Innovation", "Innovation"),
    "impacts.download": ("Télécharger les impacts (CSV)", "Download the impacts (CSV)"),
    "needs.title": ("Besoins", "Needs"),
    "needs.lead": (
        "Des démarches qui demandent des compétences, puis des étapes dont il faut lever les freins.",
        "Approaches that need skills, then steps with hindrances to lift.",
    ),
    "needs.kind.approach": ("Démarches à outiller", "Approaches to equip"),
    "needs.kind.step": ("Étapes, et le levier de chacune", "Steps, and the lever of each"),
    "needs.download": ("Télécharger les besoins (CSV)", "Download the needs (CSV)"),
    "practices.title.type": ("De quel type sont les partenariats ?", "Of what type are partnerships?"),
    "practices.title.scale": (
        "À quelle échelle les partenariats se nouent-ils ?",
        "On what scale are partnerships made?",
    ),
    "practices.lead": (
        "{population} : part la plus élevée, {names}, {value}.",
        "{population}: highest share, {names}, {value}.",
    ),
    "practices.lead.near": (
        "{population} : parts les plus élevées, {names}.",
        "{population}: highest shares, {names}.",
    ),
    "practices.level": (
        "{population}, parts que leurs intervalles ne séparent pas : {parts}.",
        "{population}, shares that their intervals do not separate: {parts}.",
    ),
    "practices.conflict": (
        "{population} : là où deux pages impriment des chiffres différents, aucun n'est préféré.",
        "{population}: where two pages print different figures, neither is preferred.",
    ),
    "practices.caveat": (
        "Les parts d'une population ne s'additionnent pas à 100 %. D'une population à l'autre, les bases diffèrent : les "
        "parts ne se comparent pas.",
        "The shares of a population do not add up to 100%. Bases differ from one population to another: the shares are not "
        "to be compared.",
    ),
    "practices.alt": ("{population}, de 0 à 100 %. {parts}.", "{population}, from 0 to 100%. {parts}."),
    "practices.reading": ("{population}, {practice} : {value}.", "{population}, {practice}: {value}."),
    "practices.practice": ("Type ou échelle", "Type or scale"),
    "practices.legend.open": (
        "points ouverts : chiffres incertains ; deux points reliés : deux pages, deux chiffres",
        "open points: uncertain figures; two linked points: two pages, two figures",
    ),
    "keyfigures.title": ("Ce qui a été compté", "What was counted"),
    "keyfigures.sentence": (
        "{count} nombres publiés par les études et par le laboratoire, avec leurs réserves.",
        "{count} numbers published by the studies and by the laboratory, with their caveats.",
    ),
}
