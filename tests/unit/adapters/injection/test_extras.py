import pytest

from parlons.adapters.injection.extras import MissingExtraError, extra


def test_a_missing_library_is_reported_as_the_extra_that_brings_it():
    expected = "the Redis cache needs the extra 'redis': pip install 'parlons\\[redis\\]'"
    with pytest.raises(MissingExtraError, match=expected), extra("redis", "the Redis cache"):
        import no_such_library  # noqa: F401


def test_a_missing_module_of_our_own_is_no_missing_extra():
    with pytest.raises(ModuleNotFoundError) as caught, extra("redis", "the Redis cache"):
        import parlons.no_such_module  # noqa: F401
    assert not isinstance(caught.value, MissingExtraError)


def test_a_library_that_breaks_when_imported_is_no_missing_extra():
    with pytest.raises(ImportError) as caught, extra("redis", "the Redis cache"):
        from json import no_such_name  # noqa: F401
    assert not isinstance(caught.value, MissingExtraError)
