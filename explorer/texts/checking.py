"""The report of `python -m explorer check`."""

WORDS = {
    "check.summary": (
        "{views} vues faites, {sentences} phrases et {claims} affirmations relues : {faults}.",
        "{views} views made, {sentences} sentences and {claims} claims read again: {faults}.",
    ),
    "check.left": (
        "Table « {table} » : ses {rows} lignes n'ont pas été relues. L'empreinte et le nombre de lignes de ses fichiers Parquet ont été contrôlés, ses première et dernière pages faites.",
        "Table “{table}”: its {rows} rows were not read again. The hashes and the number of rows of its Parquet files were checked, its first and last pages made.",
    ),
    "check.none": ("aucune faute", "no fault"),
    "check.faults": ("fautes : {count}", "faults: {count}"),
    "check.fault.broken": ("la vue ne se fait pas", "the view cannot be made"),
    "check.fault.unclaimed": ("phrase sans affirmation à relire", "sentence without a claim to read again"),
    "check.fault.false": ("faux d'après les données", "false by the data"),
    "check.fault.printed": ("nombre sans affirmation", "number without a claim"),
    "check.fault.absent": ("nombre affirmé et non écrit", "number claimed and not written"),
    "check.fault.compares": ("comparaison que rien ne permet", "comparison that nothing allows"),
    "check.fault.unnamed": ("nom qui manque", "name that is missing"),
    "check.fault.status": ("statut qui n'est pas dit", "status that is not told"),
    "check.fault.sign": ("signe qui n'est pas dit", "sign that is not told"),
    "check.fault.year": ("année qui n'est pas dite", "year that is not told"),
    "check.fault.other": ("affirmation qui ne peut être faite", "claim that cannot be made"),
}
