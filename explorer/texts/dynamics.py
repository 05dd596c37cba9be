"""The page of the dynamics: rates over time, and figures that two sources print differently."""

WORDS = {
    "page.dynamics": ("Dynamiques", "Dynamics"),
    "nav.dynamics": ("Dynamiques", "Dynamics"),
    "home.way.dynamics": (
        "Les taux nationaux d'une étude à l'autre, et ce qui empêche de les enchaîner.",
        "National rates from one study to the next, and what keeps them from being linked into one series.",
    ),
    "dynamics.page.title": ("Que sait-on au fil du temps ?", "What is known over time?"),
    "dynamics.page.lead": (
        "Les études se sont suivies sans interroger toujours les mêmes personnes, ni poser toujours la même "
        "question. Deux points ne sont reliés que si le second prolonge le premier ; sinon la rupture est marquée, et dite.",
        "The studies followed one another without always asking the same people, or the same question. Two "
        "points are joined only where the second continues the first; else the break is marked, and its reason given.",
    ),
    "dynamics.indicator": ("Taux", "Rate"),
    "dynamics.one": (
        "Une seule valeur nationale est relevée ({count}).",
        "Only one national value was collected ({count}).",
    ),
    "dynamics.count": (
        "{count} valeurs nationales sont relevées.",
        "{count} national values were collected.",
    ),
    "dynamics.alone": (
        "Aucune population n'en a deux : il n'y a pas de série.",
        "No population has two of them: there is no series.",
    ),
    "dynamics.apart": (
        "Aucune ne prolonge celle qui la précède pour la même population : elles ne forment pas une série.",
        "None continues the one before it for the same population: they do not form a series.",
    ),
    "dynamics.joined": (
        "Celles qu'un trait relie se prolongent ; les autres ne forment pas une série.",
        "Those joined by a line continue each other; the others do not form a series.",
    ),
    "dynamics.describe": (
        "{population}, {when} : {value}, {study}, {base}",
        "{population}, {when}: {value}, {study}, {base}",
    ),
    "dynamics.break": (
        "{population}, {one} puis {other} : {why}",
        "{population}, {one} then {other}: {why}",
    ),
    "dynamics.breaks": ("Ruptures", "Breaks"),
    "series.break.none": (
        "rien ne dit que ces chiffres se suivent",
        "nothing says that these figures follow each other",
    ),
    "series.break.status": (
        "rupture ou autre définition selon la source",
        "a break or another definition according to the source",
    ),
    "series.break.missing": ("valeur illisible", "illegible value"),
    "series.undated": ("sans date", "undated"),
    "series.undated.term": ("Sans date", "Undated"),
    "dynamics.undated": ("{population} : {value}", "{population}: {value}"),
    "dynamics.alt": (
        "Une bande par population, de 0 à 100 %, sur une ligne d'années. {indicator}. {parts}.",
        "One band a population, from 0 to 100%, over a line of years. {indicator}. {parts}.",
    ),
    "dynamics.population": ("Population", "Population"),
    "dynamics.year": ("Année", "Year"),
    "dynamics.legend.point": (
        "une valeur publiée ; la bande va de 0 à 100 %",
        "a published value; the band runs from 0 to 100%",
    ),
    "dynamics.legend.open": ("point ouvert : valeur incertaine", "open point: uncertain value"),
    "dynamics.legend.period": (
        "trait épais : publiée pour une période, sans l'année",
        "thick line: published for a period, without the year",
    ),
    "dynamics.legend.break": (
        "pointillé : rupture, la seconde valeur ne prolonge pas la première",
        "dotted line: break, the second value does not continue the first",
    ),
    "conflicts.title": ("Deux sources, deux chiffres", "Two sources, two figures"),
    "conflicts.sentence": (
        "Pour {count} mesures, chacune d'une même étude et d'une même population, des pages impriment des chiffres différents. Aucun "
        "n'est préféré à l'autre, et aucun n'est corrigé.",
        "For {count} measures, each of one study and one population, pages print different figures. Neither is preferred to the other, "
        "and neither is corrected.",
    ),
    "conflicts.one": (
        "Pour {count} mesure, d'une étude et d'une population, des pages impriment des chiffres différents. Aucun n'est préféré "
        "à l'autre, et aucun n'est corrigé.",
        "For {count} measure of one study and one population, pages print different figures. Neither is preferred to the other, "
        "and neither is corrected.",
    ),
    "conflicts.what": ("Grandeur", "Quantity"),
    "conflicts.values": ("Chiffres et sources", "Figures and sources"),
    "conflicts.value": ("{value} ({source})", "{value} ({source})"),
    "dynamics.wholes": ("Ensemble de chaque population", "Each population as a whole"),
    "dynamics.parts": ("Par taille ou par groupe", "By size or group"),
    "conflicts.or": (" ou ", " or "),
    "conflicts.none": (
        "Aucune mesure n'a deux chiffres différents.",
        "No measure has two different figures.",
    ),
}
