"""The names by which learners call languages."""

from typing import Final

from parlons.domain.exercises.writing import without_accents

_NAMES: Final = {
    "ar": ("Arabic", "arabe"),
    "de": ("German", "allemand", "Deutsch"),
    "el": ("Greek", "grec"),
    "en": ("English", "anglais"),
    "eo": ("Esperanto", "espéranto"),
    "es": ("Spanish", "espagnol", "español", "castellano"),
    "eu": ("Basque", "basque", "euskara"),
    "fi": ("Finnish", "finnois", "suomi"),
    "fr": ("French", "français"),
    "ga": ("Irish", "irlandais", "Gaeilge"),
    "he": ("Hebrew", "hébreu"),
    "hi": ("Hindi",),
    "it": ("Italian", "italien", "italiano"),
    "ja": ("Japanese", "japonais"),
    "ko": ("Korean", "coréen"),
    "la": ("Latin",),
    "nl": ("Dutch", "néerlandais", "Nederlands"),
    "no": ("Norwegian", "norvégien", "norsk"),
    "pl": ("Polish", "polonais", "polski"),
    "pt": ("Portuguese", "portugais", "português"),
    "ru": ("Russian", "russe"),
    "sv": ("Swedish", "suédois", "svenska"),
    "tr": ("Turkish", "turc", "türkçe"),
    "uk": ("Ukrainian", "ukrainien"),
    "zh": ("Chinese", "chinois", "mandarin"),
}


def _folded(name: str) -> str:
    return without_accents(name.casefold())


_LANGUAGES: Final = {_folded(name): tag for tag, names in _NAMES.items() for name in names}


def language_called(name: str) -> str | None:
    """Return the language of that name, in English, French or itself, as an ISO 639 code."""
    return _LANGUAGES.get(_folded(name))


def primary(tag: str) -> str:
    """Return the language of a tag such as `pt-BR` without its region."""
    return tag.partition("-")[0]


def name_in(tag: str, language: str) -> str:
    """Return what a language is called in English or French, or its tag where that is not known."""
    names = _NAMES.get(primary(tag), (tag,))
    return names[1 if language == "fr" and len(names) > 1 else 0]
