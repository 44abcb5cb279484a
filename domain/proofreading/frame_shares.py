"""Units that practise few sentences in many words."""

from collections.abc import Iterator

from parlons.domain.learning.course_reading import CourseReading
from parlons.domain.learning.sentence_frame import MAX_SHARE, SentenceFrames
from parlons.domain.proofreading.remark import Remark, RemarkKind


def frames_shared_too_much(reading: CourseReading) -> Iterator[Remark]:
    """Remark on a unit where more than `MAX_SHARE` of the exercises share a frame."""
    frames = SentenceFrames.of(reading)
    for index in range(len(reading.path.units)):
        shared, exercises = frames.shared(index)
        if shared > MAX_SHARE * exercises:
            message = f"{shared} of {exercises} exercises share a frame, above {MAX_SHARE:.0%}"
            yield Remark(RemarkKind.SAME_FRAME, f"/units/{index}", message)
