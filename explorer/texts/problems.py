"""What is said when a release cannot be shown: what happened, and what to do."""

WORDS = {
    "problem.title": ("Les données ne peuvent pas être montrées", "The data cannot be shown"),
    "problem.lead": (
        "L'explorateur lit une publication de l'observatoire : un dossier, une archive zip ou une adresse https.",
        "The explorer reads a release of the observatory: a folder, a zip archive or an https address.",
    ),
    "problem.asked": ("Publication demandée : {target}", "Release asked for: {target}"),
    "problem.no_such_target": (
        "« {target} » n'existe pas. Publier d'abord (make publish), ou donner un autre chemin après --release.",
        "“{target}” does not exist. Publish first (make publish), or give another path after --release.",
    ),
    "problem.unread_changes": (
        "« {path} » n'est pas la liste des changements que fait make preview.",
        "“{path}” is not the list of changes that make preview makes.",
    ),
    "problem.no_descriptor": (
        "« {target} » ne contient pas de datapackage.json : ce n'est pas une publication.",
        "“{target}” holds no datapackage.json: it is not a release.",
    ),
    "problem.not_a_release": (
        "« {target} » n'est ni un dossier, ni un datapackage.json, ni une archive zip.",
        "“{target}” is neither a folder, nor a datapackage.json, nor a zip archive.",
    ),
    "problem.insecure_address": (
        "« {target} » n'est pas une adresse https : les données pourraient être modifiées en chemin.",
        "“{target}” is not an https address: the data could be changed on the way.",
    ),
    "problem.no_answer": ("« {path} » n'a pas pu être téléchargé : vérifier l'adresse et le réseau.",
                          "“{path}” could not be downloaded: check the address and the network."),
    "problem.damaged_zip": ("L'archive est abîmée (« {path} ») : la télécharger à nouveau.",
                            "The archive is damaged (“{path}”): download it again."),
    "problem.missing_file": ("Le fichier « {path} » manque dans la publication : la reprendre entière.",
                             "The file “{path}” is missing from the release: take the whole of it again."),
    "problem.unsafe_path": ("Le chemin « {path} » sort de la publication : il n'est pas suivi.",
                            "The path “{path}” leaves the release: it is not followed."),
    "problem.too_large": ("Le fichier « {path} » est trop grand pour être montré.",
                          "The file “{path}” is too large to be shown."),
    "problem.no_space": ("Le fichier « {path} » ne tient pas dans la place laissée aux copies sur ce serveur.",
                         "The file “{path}” does not fit the room that this server has for copies."),
    "problem.no_parquet": (
        "La table « {table} » est trop grande pour être lue en entier, et la publication ne l'a pas en Parquet : ses lignes ne peuvent pas être montrées ici. Son fichier peut être téléchargé.",
        "The table “{table}” is too large to be read whole, and the release does not have it as Parquet: its rows cannot be shown here. Its file can be downloaded.",
    ),
    "problem.too_heavy": (
        "Cette question à la table « {table} » demande trop de temps ou de mémoire : filtrer d'abord sur un code, un nombre ou une date, ou laisser l'ordre de la table.",
        "This question to the table “{table}” takes too much time or memory: filter by a code, a number or a date first, or leave the order of the table.",
    ),
    "problem.truncated": (
        "Le fichier « {path} » fait {found} octets, {expected} étaient annoncés : il est tronqué ou modifié.",
        "The file “{path}” has {found} bytes, {expected} were announced: it is cut or changed.",
    ),
    "problem.tampered": (
        "Le fichier « {path} » ne correspond pas à son empreinte SHA-256 : il a été modifié depuis la publication.",
        "The file “{path}” does not match its SHA-256: it was changed after the release.",
    ),
    "problem.unsigned": (
        "La publication n'est pas signée, et cet explorateur n'en montre que de signées.",
        "The release is not signed, and this explorer shows signed ones only.",
    ),
    "problem.untrusted": (
        "La signature de la publication n'est pas celle d'une clé à laquelle cet explorateur se fie, ou ne couvre pas tout : rien n'en est montré.",
        "The signature of the release is not by a key that this explorer trusts, or does not cover all of it: nothing of it is shown.",
    ),
    "problem.no_trust": (
        "La signature ne peut pas être vérifiée (« {path} ») : rien n'est montré.",
        "The signature cannot be checked (“{path}”): nothing is shown.",
    ),
    "problem.not_json": ("« {path} » n'est pas un fichier JSON lisible.", "“{path}” is not readable JSON."),
    "problem.not_a_package": ("« {path} » ne décrit pas de ressources : ce n'est pas un Data Package.",
                              "“{path}” describes no resources: it is not a Data Package."),
    "problem.no_tables": ("« {target} » ne décrit aucune table : il n'y a rien à montrer.",
                          "“{target}” describes no table: there is nothing to show."),
    "problem.not_a_table": ("Le fichier « {path} » ne suit pas son schéma ({reason}).",
                            "The file “{path}” does not follow its schema ({reason})."),
}  # fmt: skip
