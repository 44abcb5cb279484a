from collections.abc import Iterator

import pytest

from parlons.adapters import documents
from parlons.application.ports.reply_decoder import IReplyDecoder
from parlons.entrypoints.testing.contracts.reply_decoder import ReplyDecoderContract


class TestJsonReplyDecoder(ReplyDecoderContract):
    @pytest.fixture
    def decoder(self) -> Iterator[IReplyDecoder]:
        for codec in documents.authored_codec():
            yield from documents.reply_decoder(codec)
