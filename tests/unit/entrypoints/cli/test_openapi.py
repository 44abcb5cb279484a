"""`parlons openapi`."""

import json


def test_the_description_is_printed(parlons):
    run = parlons("openapi")
    assert (run.status, run.err) == (0, "")
    assert json.loads(run.out)["openapi"].startswith("3.1")


def test_a_stale_description_fails(parlons, tmp_path):
    written = tmp_path / "openapi.json"
    parlons("openapi", "--output", written)
    assert parlons("openapi", "--check", written).status == 0
    written.write_text(written.read_text().replace("3.1", "3.0"))
    run = parlons("openapi", "--check", written)
    assert run.status == 1
    assert run.err == f"parlons: {written} is stale: run `parlons openapi --output {written}`\n"
