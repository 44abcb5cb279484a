"""What grammarians call things, and the words by which a beginners' course calls them."""

import re
from collections.abc import Iterator
from typing import Final

from parlons.domain.exercises.writing import folded

_TERMS: Final = {
    r"partitives?( articles?)?|(articles? )?partitifs?": ("du, de la", "de la"),
    r"negation|negatives?( sentences?)?|negative form|la negation|forme negative": ("ne … pas",),
    r"possessi(ve|f)s?( \w+)?|(adjectifs?|determinants?) possessifs?": ("my, your, his, her",),
    r"demonstrati(ve|f)s?( \w+)?|(adjectifs?|determinants?) demonstratifs?": ("ce, cet, cette",),
    r"(in)?definite articles?|articles?|articles? (in)?definis?": ("un or le", "un, une, des"),
    r"(reflexive|pronominal) verbs?|verbes? (pronomina(l|ux)|reflechis?)|reflexives?": (
        "verbs with se",
    ),
    r"imperative|commands?|imperatif|giving orders": ("telling people what to do",),
    r"comparati(ve|f)s?|comparisons?|comparing( things)?|comparaisons?": ("comparing",),
    r"passe compose|perfect|past|past tense|passe": ("passé composé",),
    r"near future|futur proche|immediate future|(future )?(with )?going to( future)?"
    r"|futur avec aller": ("going to happen",),
    r"(direct )?object pronouns?|pronoms? (complements?|objets?)( \w+)*": ("le, la, les: him",),
    r"(stressed|disjunctive|emphatic) pronouns?|pronoms? toniques?": ("moi, toi, lui",),
    r"contract(ions?|ed articles?)|articles? contractes?": ("à and de before le and les",),
    r"elisions?|apostrophes?": ("the apostrophe",),
    r"questions?|interrogati(on|ve)s?( \w+)?|(asking|forming|form|ask) questions?"
    r"|(poser|former) (une|des) questions?": ("three ways to ask",),
    r"(agreement( of adjectives)?|adjectives?( agreement)?|accord( des? adjectifs?)?|adjectifs?)": (
        "one more -e",
    ),
    r"(position|place|order) (of|des?) adjecti(ves|fs)|where adjectives go": ("before the noun",),
    r"colou?rs?|colou?rs? agreement|couleurs?|accord des couleurs": ("colours agree",),
    r"-?er verbs?|(regular|first group) verbs?|verbs? (ending )?in er|verbes? en er"
    r"|verbes? du premier groupe": ("verbs in -er",),
    r"(telling |tell )?(the )?time|what time it is|what the time is"
    r"|quelle heure il est|l'?\s?heure|dire l heure": ("what time is it",),
    r"weather|meteo": ("the weather",),
    r"numbers?|nombres?|chiffres?|counting|compter": ("numbers from",),
    r"dates?|months?|seasons?|mois|saisons?": ("months, seasons and dates",),
    r"ordinals?( numbers?)?|(nombres? )?ordina(l|ux)": ("first, second, third",),
    r"prepositions? of place|prepositions? de lieu": ("where is it",),
    r"prepositions? (with|of|for|before) countries|countries|noms? de pays|pays": (
        "en, au, aux or à",
    ),
    r"formal and informal( you)?|tutoiement|vouvoiement|tutoyer|vouvoyer": ("tu or vous",),
    r"adverbs? of frequency|frequency( adverbs?)?|adverbes? de frequence|frequence": ("how often",),
    r"body parts?|parts? of the body|pain|parties? du corps": ("it hurts",),
    r"age|ages|saying your age|dire son age": ("how old",),
    r"introducing (yourself|oneself)|se presenter": ("my name is",),
    r"jobs?|professions?|metiers?": ("no a before a job",),
}
_COMPILED: Final = [(re.compile(term), names) for term, names in _TERMS.items()]
_SEARCHED: Final = [(re.compile(rf"\b(?:{term})\b"), names) for term, names in _TERMS.items()]
_ARTICLE: Final = re.compile(r"^(?:the|le|la|les|l|a|an|un|une|des|french)\s+|\s+in french$")


def called_in_courses(topic: str) -> tuple[str, ...]:
    """Return what a topic may be called in a course's headings; none for what is no such term."""
    bare = _ARTICLE.sub("", folded(topic))
    return next((names for term, names in _COMPILED if term.fullmatch(bare)), ())


def terms_within(topic: str) -> Iterator[tuple[str, str]]:
    """Yield what the terms in a longer phrase may be called, each with the rest of the phrase."""
    bare = folded(topic)
    for term, names in _SEARCHED:
        if found := term.search(bare):
            rest = f"{bare[: found.start()]} {bare[found.end() :]}"
            yield from ((name, rest) for name in names)
