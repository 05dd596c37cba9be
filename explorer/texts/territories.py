"""The page of the territories."""

WORDS = {
    "territories.page.title": (
        "Que sait-on, territoire par territoire ?",
        "What is known, territory by territory?",
    ),
    "territories.page.lead": (
        "Les études ont découpé la France métropolitaine en zones. Peu de leurs chiffres sont publiés ou lisibles : la carte "
        "montre ceux qui le sont, et nomme ceux qui manquent.",
        "The studies divided metropolitan France into areas. Few of their figures are published or legible: the map shows "
        "those that are, and names those that are missing.",
    ),
    "territories.indicator": ("Indicateur", "Indicator"),
    "territories.population": ("Population", "Population"),
    "territories.view": ("Vue", "View"),
    "territories.view.map": ("Carte", "Map"),
    "territories.view.tiles": ("Tuiles", "Tiles"),
    "territories.view.table": ("Tableau", "Table"),
    "territories.figure": ("{indicator} : {population}", "{indicator}: {population}"),
    "territories.country": ("Ensemble de la France", "France as a whole"),
    "territories.known": ("Publié : {areas}.", "Published: {areas}."),
    "territories.doubtful": ("À lire avec réserve : {areas}.", "To be read with caution: {areas}."),
    "territories.mean": (
        "Ensemble de la France : {value} ({study}, {year}).",
        "France as a whole: {value} ({study}, {year}).",
    ),
    "territories.mean.none": (
        "Aucun chiffre national de la même année et de la même population.",
        "No national figure of the same year and population.",
    ),
    "territories.legend.joined": (
        "entre deux tuiles : une seule zone d'étude",
        "between two tiles: one study area",
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
    "territories.caveat.joint": (
        "« {area} » est une seule zone d'étude : une seule estimation vaut pour les deux régions.",
        "“{area}” is one study area: one estimate stands for both regions.",
    ),
    "territories.caveat.test": (
        "Aucun test statistique n'a été relevé pour ces valeurs : elles ne permettent ni classement, ni comparaison avec "
        "l'ensemble.",
        "No statistical test was collected for these values: they warrant neither a ranking nor a comparison with the whole.",
    ),
    "territories.caveat.areas": (
        "Les zones sont celles des études, dessinées sur les régions actuelles ; aucune n'est outre-mer.",
        "The areas are those of the studies, drawn over today's regions; none of them is overseas.",
    ),
}
