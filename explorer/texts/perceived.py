"""Perceived beside measured, and the card of a region: two kinds of figures, never one sentence for both."""

WORDS = {
    "beside.title": ("{domain} : perçu et mesuré", "{domain}: perceived and measured"),
    "beside.sentence": (
        "D'un côté, des réponses à des enquêtes nationales ({perceived}) ; de l'autre, des statistiques officielles "
        "régionales ({measured}). Elles ne portent {differ} : l'une ne confirme ni ne dément l'autre.",
        "On one side, answers to national surveys ({perceived}); on the other, official regional statistics "
        "({measured}). They bear on {differ}: neither confirms nor denies the other.",
    ),
    "beside.differ": (
        "ni sur la même chose, ni sur les mêmes territoires",
        "different things and different territories",
    ),
    "beside.differ.years": (
        "ni sur la même chose, ni sur les mêmes territoires, ni sur les mêmes années",
        "different things, different territories and different years",
    ),
    "beside.sentence.one": (
        "Un seul côté a des chiffres pour ce domaine : il n'y a rien à rapprocher.",
        "Only one side has figures for this domain: there is nothing to set beside them.",
    ),
    "beside.sentence.neither": (
        "Ni enquête ni statistique officielle : cette publication n'a pas de chiffre national pour ce domaine.",
        "Neither survey nor official statistics: this release has no national figure for this domain.",
    ),
    "beside.perceived": ("Perçu (enquêtes)", "Perceived (surveys)"),
    "beside.measured": ("Mesuré (statistique officielle)", "Measured (official statistics)"),
    "beside.perceived.none": (
        "Aucun chiffre national d'enquête relevé pour ce domaine.",
        "No national survey figure collected for this domain.",
    ),
    "beside.status.U": (
        "faible fiabilité : la raison est sous le chiffre",
        "low reliability: the reason is under the figure",
    ),
    "beside.base": ("{base} (étude entière)", "{base} (whole study)"),
    "beside.range": ("{low} à {high}", "{low} to {high}"),
    "beside.measured.detail": (
        "{producer}, {period}. De la région la plus basse à la plus haute, {count} régions relevées sur {all} (médiane calculée ici : {median}). Sens : {direction}",
        "{producer}, {period}. From the lowest region to the highest, {count} regions collected out of {all} (median computed here: {median}). Direction: {direction}",
    ),
    "beside.download.perceived": (
        "Télécharger les chiffres des enquêtes (CSV)",
        "Download the survey figures (CSV)",
    ),
    "beside.download.measured": (
        "Télécharger les valeurs mesurées (CSV)",
        "Download the measured values (CSV)",
    ),
    "card.title": ("La fiche d'une région", "The card of a region"),
    "card.lead": (
        "Pour chaque indicateur mesuré, la dernière valeur lue de la région, sa place parmi les régions relevées de la même "
        "période et son écart à leur médiane, calculée ici. Plus bas, ce que les enquêtes disent de la zone qui la contient.",
        "For each measured indicator, the last value read for the region, its place among the regions collected for the same "
        "period and its difference from their median, computed here. Below, what surveys say of the area that contains it.",
    ),
    "card.region": ("Région", "Region"),
    "card.measured": (
        "{region} : mesuré, hors enquêtes",
        "{region}: measured, outside the surveys",
    ),
    "card.perceived": ("{region} : perçu (enquêtes)", "{region}: perceived (surveys)"),
    "card.column.indicator": ("Indicateur", "Indicator"),
    "card.column.value": ("Valeur mesurée", "Measured value"),
    "card.column.place": ("Parmi les régions relevées", "Among the regions collected"),
    "card.missing": ("manquant ({period}) : {reason}", "missing ({period}): {reason}"),
    "card.newer": ("Pas de valeur pour {period} : {reason}.", "No value for {period}: {reason}."),
    "card.rank.first": (
        "La plus élevée de {count} régions relevées{tied}.",
        "The highest of {count} regions collected{tied}.",
    ),
    "card.rank.last": (
        "La plus basse de {count} régions relevées{tied}.",
        "The lowest of {count} regions collected{tied}.",
    ),
    "card.rank": (
        "{rank} valeur la plus élevée de {count} régions relevées{tied}.",
        "{rank} highest of {count} regions collected{tied}.",
    ),
    "card.rank.none": (
        "Sans rang : les valeurs des {count} régions relevées sont de faible fiabilité.",
        "Not ranked: the values of the {count} regions collected are of low reliability.",
    ),
    "card.rank.partial": (
        "Sans rang : {count} régions seulement ont pu être lues.",
        "Not ranked: only {count} regions could be read.",
    ),
    "card.rank.same": (
        "La même valeur dans les {count} régions relevées.",
        "The same value in the {count} regions collected.",
    ),
    "card.tied": (" (même valeur : {places})", " (same value: {places})"),
    "card.tied.others": ("{count} autres", "{count} others"),
    "card.distance": (
        "Écart à la médiane ({median}) : {distance}{side}.",
        "Difference from the median ({median}): {distance}{side}.",
    ),
    "card.distance.middle": (
        "L'une des deux valeurs du milieu : la médiane ({median}) est leur moyenne, arrondie{side}.",
        "One of the two values in the middle: the median ({median}) is their mean, rounded{side}.",
    ),
    "card.distance.none": ("Égale à la médiane ({median}).", "Equal to the median ({median})."),
    "card.side.more": (", du côté plus fragile", ", on the more fragile side"),
    "card.side.less": (", du côté moins fragile", ", on the less fragile side"),
    "card.side.neither": (
        " ; cet écart ne dit rien d'une fragilité",
        "; this gap says nothing of fragility",
    ),
    "card.point": ("{n} point de pourcentage", "{n} percentage point"),
    "card.points": ("{n} points de pourcentage", "{n} percentage points"),
    "card.area": (
        "La zone d'étude qui contient cette région : « {area} ».",
        "The study area that contains this region: “{area}”.",
    ),
    "card.area.shared": (
        "Une seule estimation pour {regions} : elle n'est ni partagée, ni moyennée.",
        "One estimate for {regions}: it is neither split nor averaged.",
    ),
    "card.area.none": (
        "Aucune zone d'étude relevée ne contient cette région : les enquêtes n'en disent rien ici.",
        "No study area collected contains this region: the surveys say nothing of it here.",
    ),
    "card.area.bare": (
        "Aucun chiffre d'enquête relevé pour cette zone.",
        "No survey figure collected for this area.",
    ),
    "card.surveys.fragility-perceptions": ("Fragilités (enquêtes)", "Fragilities (surveys)"),
    "card.surveys.regional-rates": ("Partenariats (enquêtes)", "Partnerships (surveys)"),
    "card.base": (
        "{base} pour l'étude entière ; effectif de la zone non publié",
        "{base} for the whole study; number of respondents in the area not published",
    ),
    "card.base.unread": (
        "{base} pour l'étude entière ; effectif de la zone non lu au-delà de l'extrait",
        "{base} for the whole study; number of respondents in the area not read beyond the excerpt",
    ),
    "card.population": ("Repère", "Reference figure"),
}
