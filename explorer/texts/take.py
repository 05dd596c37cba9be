"""What one takes away from a view: the buttons, the README, the citation."""

WORDS = {
    "take.zip": ("Emporter cette vue (ZIP)", "Take this view away (ZIP)"),
    "take.zip.help": (
        "Données (CSV, et CSV pour Excel), image (SVG, PNG, PDF), source, licence, citation, code de chargement.",
        "Data (CSV, and CSV for French Excel), picture (SVG, PNG, PDF), source, licence, citation, loading code.",
    ),
    "take.png": ("Image (PNG)", "Picture (PNG)"),
    "take.svg": ("Image (SVG)", "Picture (SVG)"),
    "take.label": ("Emporter", "Take away"),
    "take.version": ("version {version}, mise à jour le {date}", "version {version}, updated on {date}"),
    "take.licence.none": ("licence non précisée", "licence not stated"),
    "take.dataset": ("jeu de données", "data set"),
    "take.readme.say": ("Ce que dit la figure", "What the figure says"),
    "take.readme.view": ("Adresse de la vue", "Address of the view"),
    "take.readme.noaddress": ("non connue", "not known"),
    "take.readme.update": ("Mise à jour", "Last update"),
    "take.readme.licence": ("Licence", "Licence"),
    "take.readme.terms": (
        "Cette licence demande de nommer la source et la date de mise à jour. Les études restent à leurs auteurs : citez aussi "
        "l'étude de chaque chiffre.",
        "This licence asks you to name the source and the date of last update. The studies still belong to their authors: also cite "
        "the study of each figure.",
    ),
    "take.readme.cite": ("Pour citer", "To cite"),
    "take.readme.files": ("Fichiers", "Files"),
    "take.file.readme": ("cette page, en français et en anglais", "this page, in French and in English"),
    "take.file.data.csv": (
        "les cellules exactes (UTF-8, virgules, point décimal) ; une cellule vide n'est pas zéro, « status » et « note » disent "
        "pourquoi",
        "the exact cells (UTF-8, commas, decimal points); an empty cell is not a zero, “status” and “note” say why",
    ),
    "take.file.codes.csv": (
        "le sens des codes, en français et en anglais",
        "what the codes mean, in French and in English",
    ),
    "take.file.data.excel.csv": (
        "le même tableau pour Excel en français (points-virgules, virgule décimale) ; les codes y restent des textes et aucune "
        "cellule n'y est une formule active",
        "the same table for a French Excel (semicolons, decimal commas); codes stay texts and no cell is a live formula of "
        "someone else's",
    ),
    "take.file.json": (
        "description de data.csv et codes.csv (Data Package v2)",
        "description of data.csv and codes.csv (Data Package v2)",
    ),
    "take.file.svg": ("l'image, vectorielle", "the picture, as vectors"),
    "take.file.png": ("l'image, en points", "the picture, as pixels"),
    "take.file.pdf": ("l'image, à imprimer", "the picture, to be printed"),
    "take.file.citation": (
        "la citation en texte, en BibTeX et en RIS",
        "the citation as text, BibTeX and RIS",
    ),
    "take.file.load": (
        "code qui charge data.csv dans pandas, R et DuckDB",
        "code that loads data.csv into pandas, R and DuckDB",
    ),
}
