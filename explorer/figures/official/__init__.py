"""What official statistics measure in the regions, never mixed with the answers to a survey.

context.py     the indicators, periods and values as the release holds them
measured.py measured_words.py measured_view.py    one of them: its chart, its words, the view of a region
perceived.py survey_lines.py region_card.py    beside what is perceived, domain by domain; a region's card
"""
