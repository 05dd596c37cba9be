"""The crossing of the three prisms, lists of figures, what exists and what does not."""

WORDS = {
    "page.cross": ("Croiser les trois prismes", "Cross the three prisms"),
    "nav.cross": ("Croiser", "Cross"),
    "home.way.cross": (
        "Un domaine, un territoire, un acteur : tout ce que l'on sait à leur croisement, et ce qui manque.",
        "A domain, a territory, an actor: all that is known where they cross, and what is missing.",
    ),
    "cross.title": (
        "Que sait-on au croisement d'un domaine, d'un territoire et d'un acteur ?",
        "What is known where a domain, a territory and an actor cross?",
    ),
    "cross.lead": (
        "Choisissez un, deux ou trois prismes, ou aucun. La page donne tous les chiffres d'enquête publiés à ce croisement, "
        "et dit pour chaque case vide pourquoi elle l'est.",
        "Choose one, two or three prisms, or none. The page gives every survey figure published at that crossing, and says of "
        "every empty cell why it is empty.",
    ),
    "cross.domain": ("Domaine", "Domain"),
    "cross.territory": ("Territoire", "Territory"),
    "cross.actor": ("Acteur", "Actor"),
    "cross.domain.all": ("Tous les domaines", "All domains"),
    "cross.territory.all": ("Tous les territoires", "All territories"),
    "cross.actor.all": ("Tous les acteurs", "All actors"),
    "cross.sentence.none": ("aucun chiffre d'enquête relevé.", "no survey figure collected."),
    "cross.everything": ("Ensemble de la publication", "The whole release"),
    "cross.figures.one": ("{count} chiffre relevé", "{count} figure collected"),
    "cross.figures": ("{count} chiffres relevés", "{count} figures collected"),
    "cross.legible.zero": ("dont aucun n'a de valeur", "none of them with a value"),
    "cross.legible.one": ("dont {count} a une valeur", "{count} of them with a value"),
    "cross.legible": ("dont {count} ont une valeur", "{count} of them with a value"),
    "cross.studies.one": ("de {count} étude", "from {count} study"),
    "cross.studies": ("de {count} études", "from {count} studies"),
    "cross.elsewhere.one": (
        "Dont {count} d'un territoire qui n'a pas le même périmètre : {places}.",
        "Of these, {count} is of a territory with other boundaries: {places}.",
    ),
    "cross.elsewhere": (
        "Dont {count} de territoires qui n'ont pas le même périmètre : {places}.",
        "Of these, {count} are of territories with other boundaries: {places}.",
    ),
    "cross.studies.outside": (" et hors étude", " and from outside any study"),
    "cross.facts": ("Les chiffres relevés", "The figures collected"),
    "cross.facts.lead": (
        "Rangés par ce qu'ils mesurent, jamais dans l'ordre des valeurs. Chaque chiffre mène à son adresse : "
        "statut, question, source, empreinte du fichier.",
        "Sorted by what they measure, never in the order of values. Every figure leads to its address: status, "
        "question, source, hash of the file.",
    ),
    "cross.national": (
        "Les chiffres nationaux ne sont pas repris ici : ils ne sont pas ceux de ce territoire.",
        "National figures are not repeated here: they are not those of this territory.",
    ),
    "cross.measured": (
        "À part : ce qui est mesuré, hors enquêtes",
        "Apart: what is measured, outside the surveys",
    ),
    "cross.measured.lead": (
        "Ces valeurs ne sont pas des réponses à une enquête : elles décrivent des régions, ont leurs propres producteurs "
        "et leurs propres années, et ne s'additionnent ni ne se comparent aux chiffres d'enquête.",
        "These values are not answers to a survey: they describe regions, have producers and years of their own, and can "
        "neither be added to nor compared with survey figures.",
    ),
    "cross.measured.actor": (
        "Ce qui est mesuré ici décrit des régions, non des acteurs : rien à donner pour un acteur.",
        "What is measured here describes regions, not actors: nothing to give for an actor.",
    ),
    "cross.measured.choose": (
        "Choisissez un domaine ou un territoire pour voir ce qui y est mesuré.",
        "Choose a domain or a territory to see what is measured there.",
    ),
    "cross.sheets": ("Fiches", "Sheets"),
    "cross.sheet.domain": ("Fiche du domaine : {name}", "Sheet of the domain: {name}"),
    "cross.sheet.territory": ("Fiche du territoire : {name}", "Sheet of the territory: {name}"),
    "cross.sheet.actor": ("Fiche de l'acteur : {name}", "Sheet of the actor: {name}"),
    "facts.column.value": ("Chiffre", "Figure"),
    "facts.column.what": ("De quoi, de qui, où", "Of what, of whom, where"),
    "facts.column.study": ("Étude et base", "Study and base"),
    "facts.column.source": ("Source", "Source"),
    "facts.common": ("Ces {count} chiffres : ", "These {count} figures: "),
    "facts.address": ("Adresse du chiffre {value}", "Address of the figure {value}"),
    "facts.status": ("Statut : {status}", "Status: {status}"),
    "facts.status.E": (
        "valeur calculée ; la formule est dans la note du chiffre",
        "computed value; the formula is in the note of the figure",
    ),
    "facts.status.U": (
        "faible fiabilité ; la raison est dans la note du chiffre",
        "low reliability; the reason is in the note of the figure",
    ),
    "facts.none": ("Aucun chiffre d'enquête relevé ici.", "No survey figure collected here."),
    "column.place": ("Territoire", "Territory"),
    "place.study_area": ("{name} (zone d'étude)", "{name} (study area)"),
    "place.region": ("{name} (région)", "{name} (region)"),
    "availability.title": (
        "Ce qui existe, ce qui manque, et pourquoi",
        "What exists, what is missing, and why",
    ),
    "availability.lead.domains": (
        "Pour chaque domaine, ce que l'on tient de chaque population de répondants ; ce qui n'est la réponse de personne, comme un "
        "nombre de visites, n'y est pas. Un nombre mène aux chiffres ; une case vide dit sa raison.",
        "For each domain, what there is from each kind of respondent; what is nobody's answer, such as a number of visits, is "
        "not in it. A number leads to the figures; an empty cell says why.",
    ),
    "availability.lead.places": (
        "Pour chaque territoire, ce que l'on tient de chaque population de répondants dans le domaine choisi. Un nombre mène aux "
        "chiffres ; une case vide dit sa raison.",
        "For each territory, what there is from each kind of respondent in the domain chosen. A number leads to the figures; an "
        "empty cell says why.",
    ),
    "availability.unfold": (
        "Montrer aussi les {count} cases sans chiffre, et leur raison",
        "Show the {count} cells without a figure too, and why",
    ),
    "availability.bare": ("aucun chiffre", "no figure"),
    "facts.unfold.rest": (
        "Montrer aussi les {count} autres chiffres un par un, avec étude, base et source",
        "Show the {count} other figures one by one too, with study, base and source",
    ),
    "facts.unfold": (
        "Montrer les {count} chiffres un par un, avec étude, base et source",
        "Show the {count} figures one by one, with study, base and source",
    ),
    "availability.sentence": (
        "Cases où un chiffre a une valeur : {filled} sur {cells}.",
        "Cells with a figure that has a value: {filled} of {cells}.",
    ),
    "availability.sentence.none": (
        "Sur {cells} cases, aucune n'a de valeur.",
        "Of {cells} cells, none holds a value.",
    ),
    "availability.nobody": (
        "Aucune population relevée ne répond pour cet acteur, et aucune ne parle de lui.",
        "No population collected answers for this actor, and none speaks of it.",
    ),
    "availability.nodomain": (
        "Sans domaine (taux, rôles des collectivités, repères)",
        "No domain (rates, roles of local authorities, reference figures)",
    ),
    "availability.told": ("Ce qu'en disent : {actor}", "Said of them by: {actor}"),
    "availability.national": ("France :\u00a0{count}", "France:\u00a0{count}"),
    "availability.areas": ("zones :\u00a0{count}", "areas:\u00a0{count}"),
    "availability.lost.unreadable.one": ("{count}\u00a0illisible", "{count}\u00a0illegible"),
    "availability.lost.unreadable": ("{count}\u00a0illisibles", "{count}\u00a0illegible"),
    "availability.lost.suppressed.one": ("{count}\u00a0retiré", "{count}\u00a0withheld"),
    "availability.lost.suppressed": ("{count}\u00a0retirés", "{count}\u00a0withheld"),
    "availability.lost.other.one": ("{count}\u00a0sans valeur", "{count}\u00a0without a value"),
    "availability.lost.other": ("{count}\u00a0sans valeur", "{count}\u00a0without a value"),
    "availability.unpublished": ("non publié", "not published"),
    "availability.unread": ("non lu au-delà de l'extrait", "not read beyond the excerpt"),
    "availability.unasked": ("pas de question relevée", "no question collected"),
    "availability.uncovered": ("pas d'étude relevée", "no study collected"),
    "availability.outside": ("hors des zones d'étude", "outside the study areas"),
    "availability.legend.figure": (
        "chiffres publiés ; le nombre mène à leur liste",
        "published figures; the number leads to their list",
    ),
    "availability.legend.partial": (
        "chiffres publiés, dont certains sans valeur, pour la raison dite ; le nombre mène à leur liste",
        "published figures, some of them without a value, for the reason told; the number leads to their list",
    ),
    "availability.legend.unreadable": (
        "sans valeur : la source a un chiffre qui n'a pas pu être lu, ou qu'elle a retiré",
        "without a value: the source has a figure that could not be read, or that it withheld",
    ),
    "availability.legend.unpublished": (
        "non publié : ces répondants ont été interrogés par domaine, ce domaine n'est pas parmi les chiffres publiés ; ce "
        "n'est pas zéro",
        "not published: these respondents were asked by domain, this domain is not among the figures published; not a zero",
    ),
    "availability.legend.unread": (
        "non lu au-delà de l'extrait : ces répondants ont été interrogés par domaine, ce domaine n'est pas parmi les chiffres lus, "
        "et leurs pages n'ont pas toutes été lues en entier ; ce n'est pas zéro",
        "not read beyond the excerpt: these respondents were asked by domain, this domain is not among the figures read, and "
        "not all of their pages were read whole; not a zero",
    ),
    "availability.legend.unasked": (
        "pas de question relevée : des chiffres de ces répondants existent ici, mais d'aucune question sur ce point",
        "no question collected: there are figures of these respondents here, but none to a question on this point",
    ),
    "availability.legend.uncovered": (
        "pas d'étude relevée : aucun chiffre de ces répondants n'a été trouvé ici ; une étude a pu les interroger sans que "
        "rien n'en soit publié",
        "no study collected: no figure of these respondents was found here; a study may have asked them with nothing "
        "published",
    ),
    "availability.legend.outside": (
        "hors des zones d'étude : aucune étude n'a de zone qui contienne ce territoire",
        "outside the study areas: no study has an area that contains this territory",
    ),
    "availability.count.one": ("{words} ({count} case)", "{words} ({count} cell)"),
    "availability.count": ("{words} ({count} cases)", "{words} ({count} cells)"),
}
