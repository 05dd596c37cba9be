#!/bin/sh
# Vérifie cette version : sh verify.sh [allowed_signers]
# Checks this release:    sh verify.sh [allowed_signers]
#
# Every file has the checksum that SHA256SUMS gives it, none is missing, none is unlisted; and SHA256SUMS is
# signed, where there is a signature. Needs the core utilities, and ssh-keygen for the signature. Give a file of
# signers that you trust; without it the one that came with the release is used, which proves only that one
# key signed it: compare that key with what its owner says elsewhere.
# Exit status: 0 all that could be checked holds; 1 something does not; 2 something could not be checked.

set -eu

case "${LC_ALL:-${LC_MESSAGES:-${LANG:-fr}}}" in
en*) lang=en ;;
*) lang=fr ;;
esac
export LC_ALL=C

say() {
  if [ "$lang" = fr ]; then printf '%s\n' "$1"; else printf '%s\n' "$2"; fi
}

walk() {
  for entry in "$1"/* "$1"/.[!.]* "$1"/..?*; do
    if [ -d "$entry" ] && [ ! -L "$entry" ]; then
      walk "$entry"
    elif [ -e "$entry" ] || [ -L "$entry" ]; then
      printf '%s\n' "${entry#./}"
    fi
  done
}

check() {
  if command -v sha256sum >/dev/null; then sha256sum -c "$1"; else shasum -a 256 -c "$1"; fi
}

trusted=${1:-}
case "$trusted" in
'' | /*) ;;
*) trusted=$PWD/$trusted ;;
esac
cd -- "$(dirname -- "$0")"

if [ ! -f SHA256SUMS ]; then
  say "ÉCHEC : il n’y a pas de SHA256SUMS ici." "FAILED: there is no SHA256SUMS here."
  exit 1
fi
if ! command -v sha256sum >/dev/null && ! command -v shasum >/dev/null; then
  say "Impossible de vérifier : ni sha256sum ni shasum." "Cannot check: neither sha256sum nor shasum."
  exit 2
fi
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
failed=0

# --- 1. every file that is listed is there, with its checksum; of a zip, those that are in no zip are not ---
whole=no
for sums in *.zip.sha256; do
  if [ -f "$sums" ]; then whole=yes; fi
done
: >"$work/away"
if [ "$whole" = no ] && [ -f apart.txt ]; then
  while IFS= read -r path; do
    if [ -e "$path" ]; then continue; fi
    say "  $path : à part de l’archive, non vérifié" "  $path: not in the zip, not checked"
    printf '%s\n' "$path" >>"$work/away"
  done <apart.txt
fi
while IFS= read -r line; do
  away=no
  while IFS= read -r path; do
    if [ "${line#*  }" = "$path" ]; then away=yes; fi
  done <"$work/away"
  if [ "$away" = no ]; then printf '%s\n' "$line"; fi
done <SHA256SUMS >"$work/sums"
for sums in "$work/sums" *.zip.sha256; do
  [ -f "$sums" ] || continue
  if ! check "$sums" >"$work/checked" 2>&1; then
    failed=1
    while IFS= read -r line; do
      case "$line" in
      *': OK') ;;
      *) printf '  %s\n' "$line" ;;
      esac
    done <"$work/checked"
  fi
done

# --- 2. every file that is there is listed ---
{
  cut -c67- SHA256SUMS
  printf '%s\n' SHA256SUMS SHA256SUMS.sig allowed_signers
  for sums in *.zip.sha256; do
    if [ -f "$sums" ]; then printf '%s\n' "$sums" && cut -c67- "$sums"; fi
  done
} | sort >"$work/listed"
walk . | sort | comm -23 - "$work/listed" >"$work/unlisted"
while IFS= read -r path; do
  failed=1
  say "  $path : absent de SHA256SUMS" "  $path: not in SHA256SUMS"
done <"$work/unlisted"

if [ "$failed" = 1 ]; then
  say "ÉCHEC : cette version n’est pas celle que décrit SHA256SUMS." \
    "FAILED: this release is not the one that SHA256SUMS describes."
  exit 1
fi
number=$(wc -l <"$work/sums")
say "Empreintes : les $((number)) fichiers sont ceux de SHA256SUMS, sans manque ni ajout." \
  "Checksums: the $((number)) files are those of SHA256SUMS, none missing, none added."

# --- 3. SHA256SUMS is signed ---
if [ ! -f SHA256SUMS.sig ]; then
  if [ -n "$trusted" ]; then
    say "ÉCHEC : cette version n’est pas signée." "FAILED: this release is not signed."
    exit 1
  fi
  say "Signature : aucune. Les fichiers s’accordent entre eux ; rien ne dit qui les a publiés." \
    "Signature: none. The files agree with each other; nothing says who published them."
  exit 0
fi
if ! command -v ssh-keygen >/dev/null; then
  say "Signature : non vérifiée, car ssh-keygen manque." "Signature: not checked, for want of ssh-keygen."
  exit 2
fi
signers=${trusted:-allowed_signers}
if ssh-keygen -Y find-principals -s SHA256SUMS.sig -f "$signers" >"$work/signers" 2>"$work/said" &&
  IFS= read -r signer <"$work/signers" &&
  ssh-keygen -Y verify -f "$signers" -I "$signer" -n data-release -s SHA256SUMS.sig \
    <SHA256SUMS >"$work/said" 2>&1; then
  read -r key <"$work/said"
  say "Signature : valable. $key" "Signature: good. $key"
  if [ -z "$trusted" ]; then
    say "La clé est celle du fichier allowed_signers joint : comparez-la à celle que l’éditeur donne ailleurs." \
      "The key is that of the allowed_signers beside it: compare it with the one its publisher gives elsewhere."
  fi
else
  while IFS= read -r line; do printf '  %s\n' "$line"; done <"$work/said"
  say "ÉCHEC : la signature de SHA256SUMS n’est pas d’un signataire de $signers." \
    "FAILED: the signature of SHA256SUMS is by no signer of $signers."
  exit 1
fi
