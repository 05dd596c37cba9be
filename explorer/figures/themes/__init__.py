"""What a page of a theme shows: one question of one study in each chart, older waves beside it or apart.

roles.py matrix.py role_words.py    the roles of the actors, domain by domain
priorities.py priority_words.py grid.py    the roles of local authorities, ranked by an answer
regional.py territories.py territory_places.py territory_words.py    a question, territory by territory
series.py dynamics.py conflicts.py    national rates over time, breaks, two sources that differ
coconstruction.py practices.py key_figures.py    how far it has come; types and scales; counts
field.py field_views.py    pioneers, profiles, impacts, needs; as views
earlier.py     the wave before, joined or apart with the reason
highlights.py  the cards of the home page
"""
