"""The accessibility statement (its criteria: criteria.py)."""

WORDS = {
    "page.accessibility": ("Accessibilité", "Accessibility"),
    "nav.accessibility": ("Accessibilité", "Accessibility"),
    "home.way.accessibility": (
        "Ce qui est contrôlé, ce qui manque encore, à qui le dire.",
        "What is checked, what is still missing, whom to tell.",
    ),
    "access.title": ("Qui peut lire ces pages, et comment ?", "Who can read these pages, and how?"),
    "access.lead": (
        "Cette déclaration suit le RGAA 4.1 (référentiel général d'amélioration de l'accessibilité). Elle ne dit respecté que "
        "ce qui est contrôlé.",
        "This statement follows the RGAA 4.1 (the French reference framework, after WCAG 2.1 AA). A criterion is said to be met "
        "only where that was checked.",
    ),
    "access.state": ("État de conformité", "State of conformity"),
    "access.state.text": (
        "Aucun audit complet des 106 critères n'a été fait : au sens du RGAA, l'explorateur est donc non conforme, faute de "
        "résultat d'audit. Les critères ci-dessous sont les plus difficiles pour des pages de chiffres et de graphiques ; ils "
        "ont été contrôlés un par un.",
        "No complete audit of the 106 criteria has been made: in the sense of the RGAA the explorer is thus not conformant, "
        "for want of an audit. The criteria below are the hardest ones for pages of figures and charts; they were checked one "
        "by one.",
    ),
    "access.criteria": ("Les critères, un par un", "The criteria, one by one"),
    "access.counts": (
        "{met} respectés, {partly} respectés en partie, {unmet} non respecté ou non contrôlé. Les tests sont rejoués à chaque "
        "modification.",
        "{met} met, {partly} partly met, {unmet} not met or not checked. The tests are run again at every change.",
    ),
    "access.criterion": ("Critère", "Criterion"),
    "access.status": ("Résultat", "Result"),
    "access.how": ("Comment", "How"),
    "access.proof": ("Contrôle", "Check"),
    "access.met": ("respecté", "met"),
    "access.partly": ("en partie", "partly"),
    "access.unmet": ("non respecté", "not met"),
    "access.untested": ("non contrôlé", "not checked"),
    "access.proof.test": ("par un test", "by a test"),
    "access.proof.read": ("à la lecture", "by reading"),
    "access.tools": ("Ce qui a servi au contrôle", "What the checks were made with"),
    "access.tools.text": (
        "Chromium, piloté par des tests : toutes les pages, en français et en clair à 1 280, 640 (zoom de 200 %), 390 et 320 "
        "pixels, en anglais et en sombre à 1 280 ; axe-core 4.12 dans chaque cas sauf 320 pixels ; les contrastes des textes de "
        "graphiques, qu'axe ne juge pas, sont calculés à part. Aucun lecteur d'écran, ni Firefox, ni Safari n'a été essayé, et "
        "aucune personne handicapée n'a encore testé ces pages.",
        "Chromium, driven by tests: every page, in French and light at 1,280, 640 (200% zoom), 390 and 320 pixels, in English "
        "and dark at 1,280; axe-core 4.12 in each case but 320 pixels; contrasts of chart texts, which axe does not judge, are "
        "computed apart. No screen reader, no Firefox, no Safari was tried, and no disabled person has tested these pages yet.",
    ),
    "access.limits": ("Limites connues", "Known limits"),
    "access.limits.text": (
        "Streamlit, qui affiche ces pages, place l'en-tête et le pied dans la zone principale. Ses mots anglais sont remplacés par "
        "un script, sauf dans ses messages de panne. Ses listes s'annoncent dans la langue du navigateur, qui peut n'être pas celle "
        "de la page.",
        "Streamlit, which shows these pages, puts the head and the foot in the main area. Its English words are replaced by a "
        "script, but for its messages of failure. Its lists announce themselves in the language of the browser, which may not be "
        "that of the page.",
    ),
    "access.contact": ("Signaler un obstacle", "Report an obstacle"),
    "access.contact.text": (
        "Si un contenu vous est inaccessible, écrivez à : {contact}. Dites l'adresse de la page : elle contient les choix faits.",
        "If some content is not accessible to you, write to: {contact}. Give the address of the page: it holds the choices made.",
    ),
    "access.contact.none": (
        "La publication ouverte ici ne donne pas d'adresse de contact : signalez l'obstacle à l'organisme qui vous a donné ce "
        "lien. Dites-lui l'adresse de la page : elle contient les choix faits.",
        "The release opened here gives no contact address: report the obstacle to the organisation that gave you this link. "
        "Tell it the address of the page: it holds the choices made.",
    ),
    "access.remedy": (
        "Sans réponse satisfaisante, vous pouvez saisir le Défenseur des droits (defenseurdesdroits.fr).",
        "Without a satisfactory answer, you may turn to the French Defender of Rights (defenseurdesdroits.fr).",
    ),
}
