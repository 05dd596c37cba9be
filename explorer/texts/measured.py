"""The page of what is measured: what is said of measured values. Every title says that they are."""

WORDS = {
    "card.unfold": ("Montrer les {count} valeurs mesurées", "Show the {count} measured values"),
    "measured.page.title": (
        "Que mesure-t-on dans les régions ?",
        "What is measured in the regions?",
    ),
    "measured.page.lead": (
        "Pauvreté, logement, fibre, énergie : ce qui est mesuré dans les régions. Ces valeurs ne sont pas des réponses aux "
        "enquêtes de l'Observatoire. Elles ont ici leur propre couleur, leur producteur et leur année.",
        "Poverty, housing, fibre, energy: what is measured in the regions. These values are not answers to the surveys of "
        "the Observatoire. Here they have a colour of their own, their producer and their year.",
    ),
    "measured.absent": (
        "La publication ouverte ici n'a pas de statistiques officielles : elle est antérieure à leur ajout, ou limitée à un "
        "thème. Les autres pages restent disponibles.",
        "The release opened here has no official statistics: it is older than they are, or limited to one theme. The other "
        "pages remain available.",
    ),
    "measured.domain": ("Domaine", "Domain"),
    "measured.group": ("Domaine ou famille", "Domain or family"),
    "measured.group.apart": ("{family} (à part)", "{family} (apart)"),
    "measured.kind": ("statistique officielle", "official statistics"),
    "measured.domain.landmark": (
        "Population (repère, hors domaines)",
        "Population (reference, outside the domains)",
    ),
    "measured.indicator": ("Indicateur mesuré", "Measured indicator"),
    "measured.period": ("Année ou période", "Year or period"),
    "measured.period.break": ("{period} (rupture de série)", "{period} (break in the series)"),
    "measured.period.only": ("Une seule période lue : {period}.", "Only one period was read: {period}."),
    "measured.view.map": ("Carte", "Map"),
    "measured.view.tiles": ("Tuiles", "Tiles"),
    "measured.view.dots": ("Points", "Dots"),
    "measured.view.table": ("Tableau", "Table"),
    "measured.none": (
        "Aucune statistique officielle de ce domaine dans cette publication.",
        "No official statistics of this domain in this release.",
    ),
    "measured.span": ("{first} à {last}", "{first} to {last}"),
    "measured.figure": (
        "Mesuré : {indicator}, {producer}, {period}",
        "Measured: {indicator}, {producer}, {period}",
    ),
    "measured.sentence": (
        "De {low} ({low_places}) à {high} ({high_places}), parmi les {count} régions relevées sur {all}. Médiane de ces "
        "{count} régions, calculée ici : {median}.",
        "From {low} ({low_places}) to {high} ({high_places}), among the {count} regions collected out of {all}. Median of "
        "these {count} regions, computed here: {median}.",
    ),
    "measured.sentence.doubtful": (
        "De {low} à {high}, parmi les {count} régions relevées sur {all}. Médiane de ces {count} régions, calculée ici : "
        "{median}. Valeurs de faible fiabilité : aucun rang n'en est tiré.",
        "From {low} to {high}, among the {count} regions collected out of {all}. Median of these {count} regions, computed "
        "here: {median}. Values of low reliability: no rank is drawn from them.",
    ),
    "measured.view": ("Mesuré, hors enquêtes : {scope}", "Measured, outside the surveys: {scope}"),
    "measured.indicators.one": ("{count} indicateur mesuré", "{count} indicator measured"),
    "measured.indicators": ("{count} indicateurs mesurés", "{count} indicators measured"),
    "measured.values.one": ("{count} valeur de toutes ses années", "{count} value of all its years"),
    "measured.values": ("{count} valeurs, toutes années ensemble", "{count} values, all years together"),
    "measured.sentence.none": ("Aucune région n'a de valeur.", "No region has a value."),
    "measured.doubt": ("Dont {parts}.", "Of these, {parts}."),
    "measured.doubt.part": ("{count} ({status})", "{count} ({status})"),
    "measured.missing": ("Sans valeur : {parts}.", "Without a value: {parts}."),
    "measured.missing.part": ("{regions} ({reason})", "{regions} ({reason})"),
    "measured.regions": ("{count} régions", "{count} regions"),
    "measured.reason.none": ("raison non donnée", "reason not given"),
    "measured.absence": ("manquant", "missing"),
    "measured.millions": ("{n} M", "{n} M"),
    "measured.legend.millions": ("million", "million"),
    "measured.reading": (
        "{place}, {period} : {value}, valeur mesurée. Producteur : {producer}.",
        "{place}, {period}: {value}, measured value. Producer: {producer}.",
    ),
    "measured.describe": (
        "{place} : {value}, valeur mesurée ; {producer}, {period}",
        "{place}: {value}, measured value; {producer}, {period}",
    ),
    "measured.describe.missing": (
        "{place} : aucune valeur mesurée, {reason} ; {producer}, {period}",
        "{place}: no measured value, {reason}; {producer}, {period}",
    ),
    "measured.alt.map": (
        "Carte de France des régions métropolitaines, valeurs mesurées ({kind}, {producer}, {period}). "
        "{indicator}. {words}",
        "Map of the regions of metropolitan France, measured values ({kind}, {producer}, {period}). "
        "{indicator}. {words}",
    ),
    "measured.alt.tiles": (
        "Carte en tuiles des régions métropolitaines, valeurs mesurées ({kind}, {producer}, {period}). "
        "{indicator}. {words}",
        "Tile map of the regions of metropolitan France, measured values ({kind}, {producer}, {period}). "
        "{indicator}. {words}",
    ),
    "measured.alt.dots": (
        "Points rangés de la valeur la plus élevée à la plus basse, valeurs mesurées ({kind}, {producer}, "
        "{period}). {indicator}. {words}",
        "Dots from the highest value to the lowest, measured values ({kind}, {producer}, {period}). "
        "{indicator}. {words}",
    ),
    "measured.alt.dots.names": (
        "Points rangés par nom de région, car ces valeurs mesurées, de faible fiabilité, ne se classent pas ({kind}, "
        "{producer}, {period}). {indicator}. {words}",
        "Dots by name of region, since these measured values, of low reliability, cannot be ranked ({kind}, "
        "{producer}, {period}). {indicator}. {words}",
    ),
    "measured.legend": (
        "Mesuré ({kind}), {producer}, {period} ; unité : {unit}",
        "Measured ({kind}), {producer}, {period}; unit: {unit}",
    ),
    "measured.legend.class": ("{low} à {high}", "{low} to {high}"),
    "measured.legend.missing": ("sans valeur : {reasons}", "without a value: {reasons}"),
    "measured.legend.median": (
        "médiane des {count} régions relevées, calculée ici : {value}",
        "median of the {count} regions collected, computed here: {value}",
    ),
    "measured.status.E": (
        "valeur calculée à partir de valeurs publiées (statut « valeur estimée ») ; le calcul est dans les notes {where}",
        "value computed from published values (status “estimated value”); the computation is in the notes of {where}",
    ),
    "measured.status.U": (
        "faible fiabilité : source indirecte ; la raison est dans les notes {where}",
        "low reliability: indirect source; the reason is in the notes of {where}",
    ),
    "measured.notes.table": ("du tableau et du fichier CSV", "the table and the CSV file"),
    "measured.notes.csv": ("du fichier CSV", "the CSV file"),
    "measured.median": ("Médiane de {count} régions (calculée)", "Median of {count} regions (computed)"),
    "measured.overseas": ("Outre-mer", "Overseas"),
    "measured.fact.definition": ("Ce qui est mesuré", "What is measured"),
    "measured.fact.family": ("Famille", "Family"),
    "measured.fact.direction": ("Sens", "Direction"),
    "measured.fact.producer": ("Producteur", "Producer"),
    "measured.fact.periods": ("Périodes", "Periods"),
    "measured.situation": (
        "{producer}, {period}, situation {date}",
        "{producer}, {period}, situation {date}",
    ),
    "measured.situation.plain": ("{producer}, {period}", "{producer}, {period}"),
    "measured.direction.higher_more_fragile": (
        "plus la valeur est élevée, plus le territoire est fragile.",
        "the higher the value, the more fragile the territory.",
    ),
    "measured.direction.lower_more_fragile": (
        "plus la valeur est faible, plus le territoire est fragile.",
        "the lower the value, the more fragile the territory.",
    ),
    "measured.direction.neither": (
        "ni une valeur élevée ni une valeur faible ne dit une fragilité.",
        "neither a high value nor a low one is a sign of fragility.",
    ),
    "measured.periods": ("Lues : {periods}.", "Read: {periods}."),
    "measured.periods.gap": ("Sans valeur lue : {years}.", "No value read: {years}."),
    "measured.periods.break": (
        "Rupture avant {period} : aucune évolution ne se calcule de part et d'autre.",
        "Break before {period}: no change can be computed across it.",
    ),
    "measured.caveat.country": (
        "Aucune valeur pour la France n'est donnée. La médiane est calculée ici sur les {count} régions relevées, sans "
        "pondération : ce n'est pas une valeur nationale.",
        "No figure for France is given. The median is computed here from the {count} regions collected, "
        "unweighted: it is not a national value.",
    ),
    "measured.caveat.rounded": (
        "La médiane, à mi-chemin de deux valeurs, est arrondie à leur dernier chiffre.",
        "The median, halfway between two values, is rounded to their last digit.",
    ),
    "measured.caveat.overseas": (
        "L'Hexagone et la Corse sont dessinés ; les régions d'outre-mer sont dans la liste.",
        "The mainland and Corsica are drawn; the overseas regions are in the list.",
    ),
    "measured.caveat.names": (
        "Régions rangées par nom : l'ordre de valeurs de faible fiabilité ne dit rien de sûr.",
        "Regions by name: the order of values of low reliability says nothing certain.",
    ),
    "measured.caveat.scale": (
        "L'échelle va de la plus basse à la plus haute valeur relevée : elle ne part pas de zéro.",
        "The scale runs from the lowest to the highest value collected: it does not start at zero.",
    ),
    "measured.column.region": ("Région", "Region"),
    "measured.column.value": ("Valeur mesurée", "Measured value"),
    "measured.column.source": ("Producteur, période", "Producer, period"),
}
