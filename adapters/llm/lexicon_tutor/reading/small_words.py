"""Words that questions are made of, by which their language is known."""

from typing import Final

_FRENCH_WORDS: Final = """
au aux traduis avec c ce cette comment conjugue dans de des dire dis dit dites donne du elle en
entre es est et explique fais faut feminin il je l la le les ma mes mon mot ne on ou parle peux
pluriel pour pourquoi prononce qu quand que quel quelle quelles quels qui quoi sa ses son sont
tu un une unite veut vous y francais anglais
"""
_SHOWN_WORDS: Final = (
    "c ce des elle en es est il j je l la le les ma mes mon n on sa ses son sont t tu un une vous"
)
SHOWN: Final = frozenset(_SHOWN_WORDS.split())
"""French words that beginners ask about in English, and that do not tell a question's language."""
FRENCH: Final = frozenset(_FRENCH_WORDS.split())
_ENGLISH_WORDS: Final = """
a about an and are be can conjugate could did do does explain for from give have he how i in is
it list mean means me my of or say she should tell that the there they this to unit use used
french english was what when where which who why will with word would you your
"""
ENGLISH: Final = frozenset(_ENGLISH_WORDS.split())
