"""RGAA 4.1, the criteria that are hard for pages of figures: title of each, and how it is met or not, in our words."""

WORDS = {
    "rgaa.1.1": ("Images : un texte les remplace", "Images: a text stands for them"),
    "rgaa.1.1.how": (
        "Chaque graphique porte un texte qui dit ses valeurs, dans la langue de la page.",
        "Each chart bears a text that says its values, in the language of the page.",
    ),
    "rgaa.1.3": ("Ce texte est pertinent", "That text is relevant"),
    "rgaa.1.3.how": (
        "Les phrases naissent des lignes du graphique et sont relues par un second programme ; aucune personne aveugle ne les a "
        "encore écoutées.",
        "The sentences are made from the rows of the chart and read again by a second program; no blind person has yet "
        "listened to them.",
    ),
    "rgaa.1.6": ("Images complexes : une description détaillée", "Complex images: a detailed description"),
    "rgaa.1.6.how": (
        "Sous chaque graphique, un tableau a toutes ses valeurs, avec leur statut et leur note.",
        "Under each chart a table has all its values, with their status and note.",
    ),
    "rgaa.3.1": ("Rien n'est dit par la couleur seule", "Nothing is said by colour alone"),
    "rgaa.3.1.how": (
        "Les valeurs sont imprimées ; l'absent est hachuré, l'incertain ouvert ou marqué d'un signe.",
        "Values are printed; what is absent is hatched, what is uncertain is open or bears a sign.",
    ),
    "rgaa.3.2": ("Contraste des textes", "Contrast of texts"),
    "rgaa.3.2.how": (
        "4,5 pour 1 au moins, en clair et en sombre, graphiques compris.",
        "At least 4.5 to 1, light and dark, charts included.",
    ),
    "rgaa.3.3": ("Contraste des graphiques et des contrôles", "Contrast of charts and controls"),
    "rgaa.3.3.how": (
        "Les teintes les plus pâles d'une échelle sont sous 3 pour 1 ; leur valeur y est toujours imprimée.",
        "The palest tints of a scale are under 3 to 1; their value is always printed on them.",
    ),
    "rgaa.5.4": ("Tableaux de données : un titre", "Data tables: a title"),
    "rgaa.5.4.how": ("Chaque tableau a sa légende (caption).", "Each table has its caption."),
    "rgaa.5.6": ("Tableaux : des en-têtes déclarés", "Tables: declared headers"),
    "rgaa.5.6.how": (
        "Colonnes et lignes ont des cellules d'en-tête.",
        "Columns and rows have header cells.",
    ),
    "rgaa.5.7": ("Tableaux : cellules et en-têtes liés", "Tables: cells tied to headers"),
    "rgaa.5.7.how": (
        "Chaque en-tête dit s'il vaut pour sa ligne ou sa colonne (scope).",
        "Each header says whether it is of its row or column (scope).",
    ),
    "rgaa.6.2": ("Chaque lien a un intitulé", "Each link has words"),
    "rgaa.6.2.how": (
        "Contrôlé par axe-core ; les titres de sources sont des liens complets.",
        "Checked by axe-core; titles of sources are whole links.",
    ),
    "rgaa.7.1": ("Scripts compatibles avec les aides techniques", "Scripts work with assistive tools"),
    "rgaa.7.1.how": (
        "Les contrôles ont un nom et un rôle selon axe-core ; aucun lecteur d'écran n'a été essayé.",
        "Controls have a name and a role according to axe-core; no screen reader was tried.",
    ),
    "rgaa.7.3": ("Tout se fait au clavier", "All can be done by keyboard"),
    "rgaa.7.3.how": (
        "La touche Tab atteint chaque contrôle, chaque lien et chaque zone qui défile, sur chaque page.",
        "The Tab key reaches each control, link and scrolling region, on each page.",
    ),
    "rgaa.7.5": ("Messages de statut annoncés", "Status messages are announced"),
    "rgaa.7.5.how": (
        "La page qui change après un choix annonce son nouveau titre, et une valeur inconnue dans l'adresse est dite ; "
        "les erreurs de Streamlit ne le sont pas toutes.",
        "A page that changes after a choice announces its new title, and an unknown value in the address is told; not "
        "all errors of Streamlit are.",
    ),
    "rgaa.8.3": ("Langue de la page", "Language of the page"),
    "rgaa.8.3.how": (
        "Déclarée, et changée avec le choix du lecteur, par un script : Streamlit déclare l'anglais.",
        "Declared, and changed with the reader's choice, by a script: Streamlit declares English.",
    ),
    "rgaa.8.6": ("Titre de chaque page", "Title of each page"),
    "rgaa.8.6.how": (
        "Le titre nomme ce qui est montré, la page et le site, dans la langue choisie.",
        "The title names what is shown, the page and the site, in the chosen language.",
    ),
    "rgaa.8.7": ("Changements de langue", "Changes of language"),
    "rgaa.8.7.how": (
        "Questions et titres de sources français sont marqués comme tels sur les pages anglaises ; les mots anglais de "
        "Streamlit sont remplacés, sauf ceux de ses messages de panne.",
        "French questions and titles of sources are marked as such on English pages; the English words of Streamlit are"
        " replaced, but those of its messages of failure.",
    ),
    "rgaa.9.1": ("Titres et leur ordre", "Headings and their order"),
    "rgaa.9.1.how": (
        "Un titre de niveau 1 par page, sans saut de niveau.",
        "One heading of level 1 a page, no level skipped.",
    ),
    "rgaa.9.2": ("Structure du document", "Structure of the document"),
    "rgaa.9.2.how": (
        "Menu et contenu sont des zones nommées ; l'en-tête et le pied sont dans le contenu, par Streamlit.",
        "Menu and content are named regions; head and foot are inside the content, because of Streamlit.",
    ),
    "rgaa.10.4": ("Texte agrandi à 200 %", "Text at 200%"),
    "rgaa.10.4.how": ("Rien n'est coupé ni superposé.", "Nothing is cut or overlaps."),
    "rgaa.10.7": ("Prise de focus visible", "Focus is visible"),
    "rgaa.10.7.how": (
        "Un contour de 3 pixels, plus fort que celui de Streamlit.",
        "An outline of 3 pixels, stronger than Streamlit's.",
    ),
    "rgaa.10.11": ("Lisible à 320 pixels de large", "Reads at 320 pixels wide"),
    "rgaa.10.11.how": (
        "Pas de défilement horizontal de la page ; un tableau large défile dans sa zone.",
        "The page does not scroll sideways; a wide table scrolls in its region.",
    ),
    "rgaa.10.12": ("Espacement du texte", "Text spacing"),
    "rgaa.10.12.how": (
        "Avec les espacements que demande le critère, à 320 pixels, rien ne sort de la page.",
        "With the spacing that the criterion asks for, at 320 pixels, nothing leaves the page.",
    ),
    "rgaa.10.13": ("Contenus au survol", "Content on hover"),
    "rgaa.10.13.how": (
        "Ce que dit un repère de graphique se montre au survol et au clavier (Tab, puis flèches), reste quand le "
        "pointeur y va, s'efface par Échap ; le tableau dit la même chose.",
        "What a mark of a chart says is shown on hover and by keyboard (Tab, then arrows), stays when the pointer goes "
        "there, and Escape hides it; the table says the same.",
    ),
    "rgaa.11.1": ("Champs : une étiquette", "Fields: a label"),
    "rgaa.11.1.how": (
        "Chaque choix a son étiquette, contrôlée par axe-core.",
        "Each choice has its label, checked by axe-core.",
    ),
    "rgaa.12.1": ("Deux systèmes de navigation", "Two ways to navigate"),
    "rgaa.12.1.how": (
        "Le menu, et l'accueil qui mène à toutes les pages ; une recherche s'y ajoute.",
        "The menu, and the home page, which leads to every page; a search besides.",
    ),
    "rgaa.12.7": ("Lien d'évitement", "Skip link"),
    "rgaa.12.7.how": (
        "Le premier lien mène au titre de la page, dans sa langue : Streamlit le donne en anglais et l'arrête avant le menu.",
        "The first link leads to the title of the page, in its language: Streamlit gives it in English and stops before the menu.",
    ),
    "rgaa.12.9": ("Pas de piège au clavier", "No keyboard trap"),
    "rgaa.12.9.how": (
        "La touche Tab traverse chaque page jusqu'au pied.",
        "The Tab key goes through each page to its foot.",
    ),
    "rgaa.13.8": ("Contenus en mouvement", "Moving content"),
    "rgaa.13.8.how": (
        "Rien ne bouge seul ; les transitions s'arrêtent si le lecteur a demandé moins d'animations.",
        "Nothing moves by itself; transitions stop where the reader asked for reduced motion.",
    ),
}
