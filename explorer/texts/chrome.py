"""What surrounds every page: names, navigation, notices, foot."""

WORDS = {
    "site.name": ("Observatoire des partenariats", "Observatoire des partenariats"),
    "site.edition": ("édition ouverte", "open-data edition"),
    "language": ("Langue", "Language"),
    "language.fr": ("Français", "Français"),
    "language.en": ("English", "English"),
    "table.more": ("La suite du tableau est à droite →", "The table goes on to the right →"),
    "skip": ("Aller au contenu", "Skip to the content"),
    "menu": ("Menu principal", "Main menu"),
    "group.home": ("Accueil", "Home"),
    "group.prisms": ("Croiser", "Cross"),
    "group.figures": ("Chiffres", "Figures"),
    "group.field": ("Terrain", "In the field"),
    "group.data": ("Données", "Data"),
    "page.home": ("Accueil", "Home"),
    "page.roles": ("Rôles des acteurs", "Roles of the actors"),
    "page.priorities": ("Priorités des collectivités", "Local authorities' priorities"),
    "page.territories": ("Territoires", "Territories"),
    "page.measured": ("Mesuré", "Measured"),
    "page.data": ("Données", "Data"),
    "nav.home": ("Accueil", "Home"),
    "nav.roles": ("Rôles", "Roles"),
    "nav.priorities": ("Priorités", "Priorities"),
    "nav.territories": ("Territoires", "Territories"),
    "nav.measured": ("Mesuré", "Measured"),
    "nav.data": ("Fichiers", "Files"),
    "state.unknown": (
        "L'adresse demande « {value} » pour « {name} » : cette valeur n'existe pas ici. La page montre « {shown} ».",
        "The address asks for “{value}” as “{name}”: there is no such value here. The page shows “{shown}”.",
    ),
    "missing.title": ("Cette page attend une table absente", "This page needs a table that is not there"),
    "missing.body": (
        "La publication ouverte ici ne contient pas la table « {table} ». Les autres pages restent disponibles.",
        "The release opened here does not hold the table “{table}”. The other pages remain available.",
    ),
    "large.title": ("Cette page attend une table tenue en entier", "This page needs the whole of a table"),
    "large.body": (
        "La table « {table} » est trop grande ici pour être lue en entier. La page « Fichiers » en montre les lignes, page par page. Les autres pages restent disponibles.",
        "The table “{table}” is too large here to be read whole. The page “Files” shows its rows, a page at a time. The other pages remain available.",
    ),
    "foot.release": (
        "Données version {version}, publiées le {date}. {count} fichiers contrôlés par leur empreinte à l'ouverture.",
        "Data version {version}, released on {date}. {count} files checked against their hash on opening.",
    ),
    "foot.release.undated": (
        "Données version {version}. {count} fichiers contrôlés par leur empreinte à l'ouverture.",
        "Data version {version}. {count} files checked against their hash on opening.",
    ),
    "foot.signed": (
        "Signature vérifiée : clé {signer}.",
        "Signature checked: key {signer}.",
    ),
    "foot.preview": (
        "Aperçu de la version {version}, qui n'est pas publiée. {count} fichiers contrôlés par leur empreinte à l'ouverture.",
        "Preview of version {version}, which is not published. {count} files checked against their hash on opening.",
    ),
    "foot.unofficial": (
        "Réutilisation des chiffres publiés par Le RAMEAU et ses partenaires. Chaque chiffre dit d'où il vient.",
        "Re-use of figures published by Le RAMEAU and its partners. Every figure says where it comes from.",
    ),
}
