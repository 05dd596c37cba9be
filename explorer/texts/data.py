"""The page of the data."""

WORDS = {
    "data.page.title": (
        "Les données, toutes, avec leur mode d'emploi",
        "The data, all of it, and how to use it",
    ),
    "data.page.lead": (
        "Tout ce que montre cet explorateur est dans des fichiers ouverts, décrits champ par champ, chaque chiffre avec "
        "sa source et son statut.",
        "All that this explorer shows is in open files, described field by field, each figure with its source and status.",
    ),
    "data.content": ("Contenu", "Content"),
    "data.files": ("Fichiers de la publication", "Files of the release"),
    "data.files.lead": (
        "Les tables en CSV, et les mêmes réunies en classeur, en base SQLite, en Parquet ou en une archive quand la "
        "publication les contient.",
        "The tables as CSV, and the same gathered as a workbook, an SQLite database, Parquet or one archive where the "
        "release holds them.",
    ),
    "data.file.whole": ("Tout, en une archive zip ({size})", "Everything, in one zip archive ({size})"),
    "data.file.xlsx": ("Classeur Excel ({size})", "Excel workbook ({size})"),
    "data.file.sqlite": ("Base SQLite ({size})", "SQLite database ({size})"),
    "data.file.thematic": ("{title}, archive zip ({size})", "{title}, zip archive ({size})"),
    "data.download.table": ("Télécharger {file} ({size})", "Download {file} ({size})"),
    "data.file.column": ("Fichier", "File"),
    "data.files.all": (
        "Voir les {count} fichiers, leurs tailles et leurs empreintes",
        "See the {count} files, their sizes and hashes",
    ),
    "data.size": ("Taille", "Size"),
    "data.hash": ("Empreinte SHA-256", "SHA-256"),
    "data.hash.none": ("non donnée", "not given"),
    "data.verified": (
        "Les {count} fichiers que l'explorateur lit à l'ouverture ont été comparés à leur empreinte SHA-256 : tous sont conformes.",
        "The {count} files that the explorer reads on opening were compared with their SHA-256: all match.",
    ),
    "data.verified.large": (
        "Ceux des tables trop grandes pour être lues en entier ({tables}) le sont quand ils servent pour la première fois.",
        "Those of tables too large to be read whole ({tables}) are when they are first used.",
    ),
    "data.signature.none": (
        "Aucune signature n'est demandée ici : les fichiers s'accordent entre eux, et rien ne dit qui les a publiés.",
        "No signature is asked for here: the files agree with each other, and nothing says who published them.",
    ),
    "data.verified.none": (
        "Cette publication ne donne pas d'empreintes : l'intégrité de ses fichiers n'a pas pu être contrôlée.",
        "This release gives no hashes: the integrity of its files could not be checked.",
    ),
    "data.tables": ("Une table à la fois", "One table at a time"),
    "data.tables.lead": (
        "Ses lignes, telles qu'elles sont dans les fichiers, et ses champs. L'adresse de la page dit ce qui est montré.",
        "Its rows, as they are in the files, and its fields. The address of the page says what is shown.",
    ),
    "data.look": ("Ce qui est montré", "What is shown"),
    "data.look.rows": ("Lignes", "Rows"),
    "data.look.fields": ("Champs", "Fields"),
    "data.table": ("Table", "Table"),
    "data.rows": ("{count} lignes", "{count} rows"),
    "data.key": ("clé : {fields}", "key: {fields}"),
    "data.column.field": ("Champ", "Field"),
    "data.column.type": ("Type", "Type"),
    "data.column.meaning": ("Ce qu'il contient", "What it holds"),
    "data.column.constraints": ("Contraintes", "Constraints"),
    "data.required": ("obligatoire", "required"),
    "data.unique": ("unique", "unique"),
    "data.minimum": ("au moins {value}", "at least {value}"),
    "data.maximum": ("au plus {value}", "at most {value}"),
    "data.enum": ("parmi {value}", "one of {value}"),
    "data.reference": ("code de la table {table}", "code of the table {table}"),
    "data.type.string": ("texte", "text"),
    "data.type.number": ("nombre", "number"),
    "data.type.integer": ("entier", "integer"),
    "data.type.year": ("année", "year"),
    "data.type.boolean": ("oui / non", "yes / no"),
    "data.type.date": ("date", "date"),
    "data.code": ("Code", "Code"),
    "data.label": ("Libellé", "Label"),
    "data.meaning": ("Définition", "Definition"),
    "data.statuses": ("Statuts des chiffres", "Statuses of the figures"),
    "data.statuses.lead": (
        "Chaque chiffre porte un statut de la liste SDMX CL_OBS_STATUS. Ceux qui servent ici, le signe ou le mot qui les montre, "
        "et combien de chiffres les portent : ceux des enquêtes d'un côté, ce qui est mesuré dans les régions de l'autre.",
        "Each figure bears a status of the SDMX list CL_OBS_STATUS. Those in use here, the sign or word that shows them, and "
        "how many figures bear them: those of the surveys on one side, what is measured in the regions on the other.",
    ),
    "data.statuses.uncounted": (
        "Trop grandes pour être comptées ici : {tables}.",
        "Too large to be counted here: {tables}.",
    ),
    "data.mark": ("Sur les pages", "On the pages"),
    "data.mark.none": ("le nombre seul", "the number alone"),
    "data.mark.cut": ("« {word} » (enquêtes)", "“{word}” (surveys)"),
    "data.mark.context": ("« {word} » ou la raison (mesures)", "“{word}” or the reason (measures)"),
    "data.count": ("Enquêtes", "Surveys"),
    "data.count.measured": ("Mesures", "Measures"),
    "data.sources": ("Sources", "Sources"),
    "data.sources.lead": (
        "Toutes les pages d'où viennent les chiffres des enquêtes ({count}), par éditeur.",
        "All the pages that the figures of the surveys come from ({count}), by publisher.",
    ),
    "data.sources.measured": ("Sources de ce qui est mesuré", "Sources of what is measured"),
    "data.sources.measured.lead": (
        "Les jeux de données de ce qui est mesuré dans les régions ({count}), par producteur, avec l'année de leur édition où elle est connue, "
        "et qui les relaie. Leurs adresses n'ont pas été vérifiées : elles ne sont pas données.",
        "The data sets of what is measured in the regions ({count}), by producer, with the year of their edition where it is known, and who "
        "relays them. Their addresses were not checked, and are not given.",
    ),
    "data.dataset": ("Jeu de données", "Data set"),
    "data.producer": ("Producteur", "Producer"),
    "data.edition": ("Édition", "Edition"),
    "data.relay": ("Relais", "Relay"),
    "data.publisher": ("Éditeur", "Publisher"),
    "data.date": ("Date", "Date"),
    "data.licence": ("Licence", "Licence"),
    "data.licence.scope": (
        "La licence couvre la transcription, les libellés et la structure. Les études restent à leurs auteurs : citer leur source.",
        "The licence covers the transcription, the labels and the structure. The studies still belong to their authors: cite their source.",
    ),
    "data.version": ("Version", "Version"),
}
