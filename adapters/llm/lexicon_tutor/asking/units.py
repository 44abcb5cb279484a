"""Patterns of questions for what a unit, or the course, teaches."""

from typing import Final

from parlons.adapters.llm.lexicon_tutor.reading.pattern import patterns

_TAUGHT: Final = (
    r"(?:teach\w*|cover\w*|contain\w*|include\w*|about|learn\w*|deal\w*|in|treat\w*|do)"
)
UNIT: Final = patterns(
    en=(
        (
            r"^(?:.*\b(?:what|which|tell|show|describe|summari[sz]e|list|topics?|words|vocabulary"
            r"|lessons?|grammar|explain)\b.*? )?(?:the )?unit (?:number |no\.? )?"
            r"(?P<unit>\w+(?:-\w+)*)"
            rf"(?: {_TAUGHT})?(?: about| me| us| all about)?$"
        ),
        (
            r"\b(?:what|which|tell|show|describe|list|words|vocabulary|lessons?)\b.*\b"
            r"(?:the )?(?P<unit>first|second|third|fourth|fifth|sixth|seventh|eighth|ninth|tenth"
            r"|eleventh|twelfth|last) unit\b(?! teach\w* \w+)"
        ),
        (
            r"\bwhat (?:does|do)(?: i learn in)? (?:the )?unit (?:called "
            r"|named )?\"?(?P<title>[^\"]+?)\"?"
            r"(?: teach| cover| contain)?$"
        ),
    ),
    fr=(
        (
            r"^(?:.*\b(?:que|qu'\w+|quoi|quels?|quelles?|contenu|decris|presente|parle|liste|resume"
            r"|mots|vocabulaire|lecons?)\b.*? )?(?:de |dans )?(?:l'|cette )?unite (?:numero |no )?"
            r"(?P<unit>\w+(?:-\w+)*)"
            r"(?:,? (?:enseigne|contient|traite|parle de quoi|apprend quoi|c'est quoi)"
            r"(?:-t-elle)?(?: quoi)?)?$"
        ),
        (
            r"\b(?:que|qu'\w+|quoi|quels?|quelles?)\b.*\b(?P<unit>premiere|deuxieme|troisieme"
            r"|quatrieme|cinquieme|sixieme|septieme|huitieme|neuvieme|dixieme|onzieme|douzieme"
            r"|derniere) unite\b"
        ),
        r"\bl'unite (?:appelee |intitulee )?\"?(?P<title>[^\"]+?)\"?$",
    ),
)
COURSE: Final = patterns(
    en=(
        (
            r"^what (?:do|can|does|could) (?:you|this course|the course|this app|i|we|it)"
            r"(?: all| actually| also)? (?:teach|cover|learn|know|do|ask|study|help)\b"
            r"(?: me| you| us| with| about| here| in this course| in the course| in french| french"
            r"| from you| from this course| about french)*$"
        ),
        (
            r"^what(?:'s| is| are)(?: all)? (?:in|covered|taught|the (?:topics|units|contents?"
            r"|themes|"
            r"subjects|syllabus)(?: of| in)?)(?: in| by)? ?(?:this|the) ?(?:course|app)?$"
        ),
        (
            r"^(?:which|what) (?:topics|units|subjects|themes|lessons) (?:do|does|are|can|is)\b"
            r"(?!.*\bunit \w).*$"
        ),
        r"^how many (?:units|words|lessons|chapters)\b(?!.*\bunit \w).*$",
        r"^(?:list|show(?: me)?|name)(?: all)? (?:the )?(?:units|topics|contents)\b.*$",
        r"^what is (?:this|the) course about$",
    ),
    fr=(
        (
            r"^(?:que|qu')(?: |')?(?:est-ce que |est-ce qu')?(?:peux-tu|sais-tu|pouvez-vous"
            r"|tu peux|tu"
            r" sais|tu enseignes|enseignes-tu|enseigne|couvre|contient|traite|on apprend|apprend-on"
            r"|apprend|peut-on apprendre|on peut apprendre|je peux apprendre|puis-je)"
            r"(?: -?on| faire| apprendre| expliquer| m'apprendre| demander| te demander| enseigner"
            r"| ici| avec toi| (?:dans|de)? ?(?:ce|le) cours| ce cours| le cours)*$"
        ),
        r"^de quoi (?:parle|traite)(?: ce| le)? cours$",
        (
            r"^(?:quels?|quelles?) (?:sont les )?(?:sujets|themes|unites|lecons|chapitres)\b"
            r"(?!.*\bunite \w).*$"
        ),
        (
            r"^qu'est-ce qu(?:e|'il y a|'on \w+)(?: tu \w+| je peux \w+)? (?:dans|avec"
            r"|de) (?:ce|le) cours$"
        ),
        r"^combien (?:d'unites|de mots|de lecons|d'unites)\b(?!.*\bunite \w).*$",
        r"^(?:liste|montre|donne)(?:-moi)? (?:toutes )?les unites\b.*$",
    ),
)
