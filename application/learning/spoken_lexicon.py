"""Which words of a course can be heard."""

from attrs import define, field

from parlons.application.learning.per_edition import PerEdition
from parlons.application.ports.catalogue import ICatalogue
from parlons.domain.learning.catalogue import PathSummary
from parlons.domain.learning.spoken_texts import as_spoken, texts_of_entry


@define
class SpokenLexicon:
    """Gathers the texts of a path's lexicon when the first of them is heard."""

    _texts: PerEdition[frozenset[str]] = field(factory=PerEdition, init=False, repr=False)

    def holds(self, catalogue: ICatalogue, path: PathSummary, text: str) -> bool:
        """Say whether the text, however its quotes and dashes are written, is in the lexicon."""
        edition = path.version, path.updated_at
        texts = self._texts.get(path.id, edition, lambda: _gathered(catalogue, path))
        return as_spoken(text) in texts


def _gathered(catalogue: ICatalogue, path: PathSummary) -> frozenset[str]:
    lexicon = catalogue.lexicon(path.id)
    return frozenset(as_spoken(text) for each in lexicon for text in texts_of_entry(each.entry))
