"""The page of the territories."""

WORDS = {
    "territories.page.title": (
        "Que sait-on, territoire par territoire ?",
        "What is known, territory by territory?",
    ),
    "territories.page.lead": (
        "Ce qu'une étude a mesuré dans chaque zone de son découpage ; ce qui manque est nommé.",
        "What a study measured in each area of its own division of the country; what is missing is named.",
    ),
    "territories.indicator": ("Ce qui est mesuré", "What is measured"),
    "territories.population": ("Auprès de qui", "Among whom"),
    "territories.study": ("Étude", "Study"),
    "territories.none": ("aucun", "none"),
    "territories.subject": ("De quel acteur", "About which actor"),
    "territories.domain": ("Domaine", "Domain"),
    "territories.item": ("Modalité", "Item"),
    "territories.answer": ("Réponse", "Answer"),
    "territories.view": ("Vue", "View"),
    "territories.view.map": ("Carte", "Map"),
    "territories.view.tiles": ("Tuiles", "Tiles"),
    "territories.view.dots": ("Points", "Dots"),
    "territories.view.table": ("Tableau", "Table"),
    "territories.figure": ("{what} : {whom}, {when}", "{what}: {whom}, {when}"),
    "territories.figure.undated": ("{what} : {whom}", "{what}: {whom}"),
    "territories.country": ("Ensemble de la France", "France as a whole"),
    "territories.known": ("Publié : {areas}.", "Published: {areas}."),
    "territories.doubtful": ("À lire avec réserve : {areas}.", "To be read with caution: {areas}."),
    "territories.range": (
        "{count} zones ont une valeur, de {low} à {high}.",
        "{count} areas have a value, from {low} to {high}.",
    ),
    "territories.tested.above": (
        "significativement au-dessus de l'ensemble : {areas}",
        "significantly above the whole: {areas}",
    ),
    "territories.tested.below": (
        "significativement au-dessous de l'ensemble : {areas}",
        "significantly below the whole: {areas}",
    ),
    "territories.mean": (
        "Ensemble de la France : {value} ({study}).",
        "France as a whole: {value} ({study}).",
    ),
    "territories.mean.same": ("Ensemble de la France : {value}.", "France as a whole: {value}."),
    "territories.mean.none": (
        "Aucun chiffre national de la même année et de la même population.",
        "No national figure of the same year and population.",
    ),
    "territories.legend.joined": (
        "entre deux tuiles : une seule zone d'étude",
        "between two tiles: one study area",
    ),
    "territories.legend.class": ("{low} à moins de {high}", "{low} to under {high}"),
    "territories.legend.outside": (
        "non couvert par le découpage de l'étude",
        "not covered by the study's division",
    ),
    "territories.legend.interval": ("intervalle de confiance", "confidence interval"),
    "territories.legend.whole": (
        "ensemble de la France : {value} ({study})",
        "France as a whole: {value} ({study})",
    ),
    "territories.describe": ("{place} : {value}", "{place}: {value}"),
    "territories.part": ("{region} (zone d'étude « {area} »)", "{region} (study area “{area}”)"),
    "territories.reading": ("{place}, {value}. {counts}", "{place}, {value}. {counts}"),
    "territories.alt.map": (
        "Carte de France par zone d'étude. {words}",
        "Map of France by study area. {words}",
    ),
    "territories.alt.tiles": (
        "Carte en tuiles, une par région, de même taille. {words}",
        "Tile map, one tile a region, all of one size. {words}",
    ),
    "territories.alt.dots": (
        "Points sur un axe qui ne part pas de zéro, un par zone, avec l'intervalle là où il est connu. {words}",
        "Dots on an axis that does not start at zero, one an area, with the interval where it is known. {words}",
    ),
    "territories.caveat.joint": (
        "{areas} : plusieurs régions d'un seul tenant dans l'étude, une seule estimation vaut pour toutes celles d'une zone.",
        "{areas}: several regions taken together in the study, one estimate stands for all those of an area.",
    ),
    "territories.caveat.overlap": (
        "Les intervalles de zones voisines par leur valeur se recouvrent : leur ordre n'est pas un classement.",
        "The intervals of areas whose values are next to each other overlap: their order is not a ranking.",
    ),
    "territories.caveat.small": (
        "Une valeur qui repose sur moins de {count} réponses est dessinée comme incertaine.",
        "A value that rests on fewer than {count} answers is drawn as uncertain.",
    ),
    "territories.apart.geography": (
        "son découpage du pays n'est pas le même",
        "its division of the country is another one",
    ),
    "territories.caveat.apart": (
        "{study} a posé une question voisine, à voir à part : {why}.",
        "{study} asked a similar question, to be seen apart: {why}.",
    ),
    "territories.caveat.test": (
        "Aucun test statistique n'a été relevé pour ces valeurs : elles ne permettent ni classement, ni comparaison avec "
        "l'ensemble.",
        "No statistical test was collected for these values: they warrant neither a ranking nor a comparison with the whole.",
    ),
    "territories.caveat.areas": (
        "Les zones sont celles de l'étude (« {geography} »), dessinées sur les régions actuelles ; l'outre-mer n'est pas dessiné.",
        "The areas are those of the study (“{geography}”), drawn over today's regions; overseas regions are not drawn.",
    ),
}
