"""The page of the method."""

WORDS = {
    "page.method": ("Méthode", "Method"),
    "nav.method": ("Méthode", "Method"),
    "home.way.method": (
        "Qui a interrogé qui, avec quelle question ; les sources, les corrections, la citation.",
        "Who asked whom, with which question; the sources, the corrections, the citation.",
    ),
    "method.page.title": ("D'où viennent ces chiffres ?", "Where do these figures come from?"),
    "method.page.lead": (
        "Les études, leurs questions et leurs sources ; ce qui n'est pas publié est dit, ce qui n'a pas été lu aussi. Puis les "
        "mots, les corrections, et comment citer et vérifier.",
        "The studies, their questions and their sources; what is not published is said to be so, and so is what was not read. "
        "Then the words, the corrections, and how to cite and verify.",
    ),
    "method.part": ("Partie", "Part"),
    "method.part.studies": ("Études", "Studies"),
    "method.part.questions": ("Questions", "Questions"),
    "method.part.statuses": ("Statuts", "Statuses"),
    "method.part.sources": ("Sources", "Sources"),
    "method.part.words": ("Mots", "Words"),
    "method.part.changes": ("Corrections", "Corrections"),
    "method.part.cite": ("Citer, vérifier", "Cite, verify"),
    "method.studies": ("Études", "Studies"),
    "method.studies.lead": (
        "{count} enquêtes, rapports, programmes et relevés. « Non publié » : la source, lue en entier, ne le dit pas ; « non lu "
        "au-delà de l'extrait » : une partie seulement en a été lue, qui ne le dit pas ; « sans objet » : un programme ou un relevé "
        "n'interroge personne lui-même.",
        "{count} surveys, reports, programmes and records. “Not published”: the source, read whole, does not say it; “not read "
        "beyond the excerpt”: only part of it was read, which does not say it; “not applicable”: a programme or a record surveys "
        "nobody itself.",
    ),
    "method.programme": ("Programme", "Programme"),
    "method.institute": ("Institut", "Institute"),
    "method.method": ("Méthode", "Method"),
    "method.fieldwork": ("Recueil", "Fieldwork"),
    "method.n": ("Effectif (n)", "Respondents (n)"),
    "method.unpublished": ("non publié", "not published"),
    "method.unread": ("non lu au-delà de l'extrait", "not read beyond the excerpt"),
    "method.questions": ("Questions", "Questions"),
    "method.questions.lead": (
        "Ce que mesure chaque indicateur des études ({count}), et la question telle qu'elle a été posée quand une source l'imprime.",
        "What each indicator of the studies measures ({count}), and the question as it was asked where a source prints it.",
    ),
    "method.questions.printed": (
        "Question imprimée par une source ({count})",
        "Question printed by a source ({count})",
    ),
    "method.questions.unpublished": ("Formulation non publiée ({count})", "Wording not published ({count})"),
    "method.questions.unread": (
        "Formulation non lue au-delà de l'extrait ({count})",
        "Wording not read beyond the excerpt ({count})",
    ),
    "method.questions.counted": ("Sans question d'enquête ({count})", "No survey question ({count})"),
    "method.questions.unfold": ("Montrer ces {count} indicateurs", "Show these {count} indicators"),
    "method.several": ("plusieurs", "several"),
    "method.indicator": ("Indicateur", "Indicator"),
    "method.counts": ("Ce qu'il compte", "What it counts"),
    "method.unit": ("Unité", "Unit"),
    "method.undated": ("sans date", "undated"),
    "method.glossary": ("Glossaire", "Glossary"),
    "method.glossary.lead": (
        "Les mots de l'observatoire, définis dans ceux du projet.",
        "The words of the observatory, defined in those of the project.",
    ),
    "method.resources": ("Pour aller plus loin", "To go further"),
    "method.resources.lead": (
        "Les sites et les cours que la présentation nomme. Leurs adresses sont celles qu'elle imprime.",
        "The sites and courses that the slides name. Their addresses are those that the slides print.",
    ),
    "method.errata": ("Errata", "Errata"),
    "method.errata.lead": (
        "Chaque cellule publiée qui a été corrigée, rangée sous la raison de sa correction ({count} cellules). Ouvrez une raison "
        "pour lire ses cellules, avant et après.",
        "Each published cell that was corrected, under the reason of its correction ({count} cells). Open a reason to read its "
        "cells, before and after.",
    ),
    "method.errata.version": ("Version {version}", "Version {version}"),
    "method.errata.values": (
        "Ce que disent les chiffres, les études et les sources",
        "What figures, studies and sources say",
    ),
    "method.errata.wording": (
        "Notes, libellés et définitions seulement",
        "Notes, labels and definitions only",
    ),
    "method.errata.count.one": ("{count} cellule", "{count} cell"),
    "method.errata.count": ("{count} cellules", "{count} cells"),
    "method.errata.download": ("Télécharger les errata (CSV)", "Download the errata (CSV)"),
    "method.read": ("Part lue", "Part read"),
    "method.errata.none": (
        "Aucun erratum à ce jour. Si un chiffre vous semble faux, signalez-le : il sera relu face à sa source, et la correction "
        "sera dite ici.",
        "No erratum to date. If a figure looks wrong to you, report it: it will be read again beside its source, and the "
        "correction told here.",
    ),
    "method.cell": ("Cellule", "Cell"),
    "method.old": ("Avant", "Before"),
    "method.new": ("Après", "After"),
    "method.row": ("Ligne", "Row"),
    "method.changelog": ("Journal des versions", "Changelog"),
    "method.changelog.lead": (
        "Ce que chaque version ajoute, change ou corrige, dans les mots de la publication.",
        "What each version adds, changes or corrects, in the words of the release.",
    ),
    "method.changelog.none": (
        "Cette publication n'a pas de journal des versions.",
        "This release has no changelog.",
    ),
    "method.licence": ("Licence", "Licence"),
    "method.cite": ("Citer", "Cite"),
    "method.cite.lead": (
        "La licence demande de nommer la source et la date de mise à jour : cette ligne dit les deux.",
        "The licence asks for the source and the date of update to be named: this line says both.",
    ),
    "method.cite.bibtex": ("En BibTeX", "In BibTeX"),
    "method.cite.ris": ("En RIS", "In RIS"),
    "method.cite.download": ("Télécharger {file}", "Download {file}"),
    "citing.version": ("version {version}", "version {version}"),
    "method.verify": ("Vérifier", "Verify"),
    "method.verify.lead": (
        "SHA256SUMS donne l'empreinte de chaque fichier. Dans le dossier de la publication, une commande les compare toutes :",
        "SHA256SUMS gives the hash of each file. In the folder of the release, one command compares them all:",
    ),
    "method.fresh": ("Fraîcheur", "Freshness"),
    "method.fresh.released": ("Publiée le", "Released on"),
    "method.fresh.study": ("Dernière étude", "Last study"),
    "method.fresh.source": ("Dernière source datée", "Last dated source"),
    "method.fresh.rhythm": ("Rythme", "Updates"),
    "method.fresh.rhythm.none": (
        "La publication n'annonce pas de rythme : les études sont terminées, leurs chiffres ne se périment pas mais datent "
        "de leur année.",
        "The release announces no dates of update: the studies are over; their figures do not expire, but are as old as their year.",
    ),
}
