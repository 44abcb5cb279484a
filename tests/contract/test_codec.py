from collections.abc import Iterator

import pytest

from parlons.adapters import documents
from parlons.application.ports.codec import ICodec
from parlons.entrypoints.testing.contracts.codec import CodecContract


class TestRowCodec(CodecContract):
    @pytest.fixture
    def codec(self) -> Iterator[ICodec]:
        yield from documents.row_codec()


class TestHttpCodec(CodecContract):
    @pytest.fixture
    def codec(self) -> Iterator[ICodec]:
        yield from documents.http_codec()


class TestAuthoredCodec(CodecContract):
    @pytest.fixture
    def codec(self) -> Iterator[ICodec]:
        yield from documents.authored_codec()
