"""The folder of releases, as people and machines find their way in it: addresses that stay.

    editions.py     what the folder holds: each release that is there, newest first
    latest.py       latest/: the newest release in a folder of its own, its zips also under names that stay
    listed.py       versions.json, for programs; feed.atom and feed.en.atom, for readers of news;
                    catalog.jsonld and catalog.ttl, for harvesters
    page.py         index.html and en/index.html, every version for people
    renewed.py      all of that, made anew

    dist/2.0.1/                                            a release, which never changes
    dist/latest/                                           the same files
    dist/latest/observatoire-des-partenariats.zip          and the zips, whatever their version
    dist/latest/packages/regional-rates.zip
    dist/index.html  en/index.html  versions.json  feed.atom  feed.en.atom  catalog.jsonld  catalog.ttl

Nothing here is a link that a store of objects loses. All of it follows from the releases, is made anew by
each `publish`, and written whole or not at all; what is the same already is left as it is.
"""
