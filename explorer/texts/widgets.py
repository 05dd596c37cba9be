"""What Streamlit's own parts say, in English only: a pattern of theirs, and our words. See words.js.

A part that announces itself in the language of the browser (lists) may speak French already.
"""

PATTERNS = {
    "^Open$": "widget.open",
    "^Dismiss$": "widget.close",
    "^No results$": "widget.none",
    r"^0 options available\.$": "widget.none",
    r"^1 option available\.$": "widget.option",
    r"^(\d+) options available\.$": "widget.options",
    "^file upload$": "widget.upload",
    "^Upload$": "widget.upload",
    "^Add files$": "widget.add",
    "^add icon$": "widget.add",
    "^Remove (.+)$": "widget.remove",
    r"^(\d+)MB per file$": "widget.limit",
    r"^(.*?)(\d+)B$": "widget.bytes",
    r"^(.*?)(\d+)\.(\d+)KB$": "widget.kilobytes",
    r"^(.*?)(\d+)\.(\d+)MB$": "widget.megabytes",
    "^Page not found$": "widget.lost",
    "^.*(?:does not seem to exist|no corresponding file was found).*$": "widget.lost.why",
    "^Close$": "widget.close",
    "^visualization$": "widget.chart",
    "^(?:shape|geoshape)$": "widget.area",
    "^bar$": "widget.bar",
    "^(?:rect|rect mark|square|symbol|point|circle)$": "widget.point",
    "^(?:rule|rule mark|line|line mark|trail)$": "widget.line",
    "^.* container$": "widget.group",
}

WORDS = {
    "widget.open": ("Ouvrir la liste", "Open the list"),
    "widget.close": ("Fermer", "Close"),
    "widget.none": ("Aucun résultat", "No results"),
    "widget.option": ("1 choix possible.", "1 option available."),
    "widget.options": ("$1 choix possibles.", "$1 options available."),
    "widget.upload": ("Choisir des fichiers", "Choose files"),
    "widget.add": ("Ajouter des fichiers", "Add files"),
    "widget.remove": ("Retirer $1", "Remove $1"),
    "widget.limit": ("$1 Mo au plus en tout", "$1 MB at most in all"),
    "widget.bytes": ("$1$2 octets", "$1$2 bytes"),
    "widget.kilobytes": ("$1$2,$3 ko", "$1$2.$3 kB"),
    "widget.megabytes": ("$1$2,$3 Mo", "$1$2.$3 MB"),
    "widget.lost": ("Page introuvable", "Page not found"),
    "widget.lost.why": (
        "Aucune page n'a cette adresse. Voici l'accueil, d'où tout est accessible.",
        "No page has this address. Here is the home page, from which you can go anywhere.",
    ),
    "widget.chart": ("graphique", "chart"),
    "widget.area": ("zone", "area"),
    "widget.bar": ("barre", "bar"),
    "widget.point": ("repère", "mark"),
    "widget.line": ("trait", "line"),
    "widget.group": ("groupe", "group"),
}
