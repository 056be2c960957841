"""Reading what was written gives the same chain."""

import tempfile
from pathlib import Path

from hypothesis import HealthCheck, given, note, settings

from dangjian_chain.formats import read, write
from dangjian_chain.testing import chains

FORMS = {
    "yaml": ("chain.yaml", {}),
    "json": ("chain.json", {}),
    "xlsx": ("chain.xlsx", {}),
    "xlsx, Chinese headers": ("chain.xlsx", {"language": "zh"}),
    "folder of CSV": ("chain", {}),
    "folder of CSV, Chinese headers": ("chain", {"language": "zh"}),
    "folder of YAML": ("chain", {"form": "yaml"}),
}


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(chain=chains())
def test_reading_what_was_written_gives_the_same_chain(chain):
    """In every form, whatever the texts look like; and the same chain makes the same bytes."""
    for form, (name, options) in FORMS.items():
        note(form)
        with tempfile.TemporaryDirectory() as folder:
            path = Path(folder, name)
            write(chain, path, **options)
            again = read(path)
            first = written(path)
            write(again, path, **options)
            second = written(path)

        assert again == chain, form
        assert second == first, form


def written(path):
    """Return all bytes at a path."""
    if path.is_dir():
        return {file.name: file.read_bytes() for file in path.iterdir()}
    return path.read_bytes()
