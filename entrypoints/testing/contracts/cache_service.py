"""What every `ICacheService` promises."""

import time
from concurrent.futures import ThreadPoolExecutor
from typing import Final

import pytest

from parlons.application.ports.cache_service import CacheUnavailableError, ICacheService

LONG: Final = 3600.0
SHORT: Final = 0.2
LONGEST_KEY: Final = ("é\0\n\t :clé 鍵 🔑 ключ " * 40)[:512]
BYTES: Final = bytes(range(256))


class CacheServiceContract:
    """A cache forgets on time, keeps apart what is apart, and returns only what it was given."""

    @pytest.fixture
    def cache(self) -> ICacheService:
        """An empty cache."""
        raise NotImplementedError

    @pytest.fixture
    def unavailable(self) -> ICacheService:
        """A cache whose backend cannot be used."""
        raise NotImplementedError

    def let_time_pass(self, seconds: float) -> None:
        """Sleep; overridden where the cache's clock can be moved."""
        time.sleep(seconds)

    def test_an_unknown_key_has_no_value(self, cache: ICacheService) -> None:
        assert cache.get("unknown") is None

    @pytest.mark.parametrize("value", [b"", b"\0", BYTES, BYTES * 4096], ids=len)
    def test_a_value_comes_back_byte_by_byte(self, cache: ICacheService, value: bytes) -> None:
        cache.set("key", value, LONG)
        assert cache.get("key") == value

    def test_a_value_that_is_a_pickle_comes_back_as_bytes(self, cache: ICacheService) -> None:
        cache.set("key", b"\x80\x04N.", LONG)
        assert cache.get("key") == b"\x80\x04N."

    @pytest.mark.parametrize("key", ["k", LONGEST_KEY, "a/../b", "*", " "])
    def test_any_text_is_a_key(self, cache: ICacheService, key: str) -> None:
        cache.set(key, b"value", LONG)
        assert cache.get(key) == b"value"
        cache.delete(key)
        assert cache.get(key) is None

    def test_keys_that_look_alike_are_kept_apart(self, cache: ICacheService) -> None:
        keys = ["key", "Key", "key ", " key", "key\0", "é", "e\u0301", LONGEST_KEY[:511]]
        keys += [LONGEST_KEY, "1", "1.0", "01"]
        for key in keys:
            cache.set(key, key.encode(), LONG)
        assert [cache.get(key) for key in keys] == [key.encode() for key in keys]

    def test_a_later_value_replaces_an_earlier_one(self, cache: ICacheService) -> None:
        cache.set("key", b"a longer value", LONG)
        cache.set("key", b"value", LONG)
        assert cache.get("key") == b"value"

    def test_a_deleted_key_has_no_value(self, cache: ICacheService) -> None:
        cache.set("key", b"value", LONG)
        cache.set("other", b"value", LONG)
        cache.delete("key")
        assert cache.get("key") is None
        assert cache.get("other") == b"value"

    def test_deleting_an_absent_key_is_no_error(self, cache: ICacheService) -> None:
        cache.delete("unknown")

    def test_a_value_ends_with_its_time(self, cache: ICacheService) -> None:
        cache.set("short", b"value", SHORT)
        cache.set("long", b"value", LONG)
        self.let_time_pass(SHORT * 1.5)
        assert cache.get("short") is None
        assert cache.get("long") == b"value"

    def test_reading_a_value_does_not_prolong_it(self, cache: ICacheService) -> None:
        cache.set("key", b"value", SHORT)
        self.let_time_pass(SHORT * 0.6)
        cache.get("key")
        self.let_time_pass(SHORT * 0.6)
        assert cache.get("key") is None

    def test_a_replaced_value_has_a_time_of_its_own(self, cache: ICacheService) -> None:
        cache.set("prolonged", b"value", SHORT)
        cache.set("prolonged", b"value", LONG)
        cache.set("shortened", b"value", LONG)
        cache.set("shortened", b"value", SHORT)
        self.let_time_pass(SHORT * 1.5)
        assert cache.get("prolonged") == b"value"
        assert cache.get("shortened") is None

    def test_threads_see_only_whole_values_that_were_set(self, cache: ICacheService) -> None:
        values = {bytes([number]) * 10_000 for number in range(4)}

        def use(value: bytes) -> set[bytes | None]:
            seen = set()
            for _ in range(20):
                cache.set("shared", value, LONG)
                seen.add(cache.get("shared"))
            return seen

        with ThreadPoolExecutor(len(values)) as pool:
            seen = set().union(*pool.map(use, values))
        assert seen <= values

    def test_a_backend_that_fails_says_so(self, unavailable: ICacheService) -> None:
        with pytest.raises(CacheUnavailableError):
            unavailable.get("key")
        with pytest.raises(CacheUnavailableError):
            unavailable.set("key", b"value", LONG)
        with pytest.raises(CacheUnavailableError):
            unavailable.delete("key")
