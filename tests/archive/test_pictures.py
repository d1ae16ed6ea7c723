"""The pages' pictures, on their way into the storage."""

import io

import pytest
from django.core.files.storage import default_storage
from PIL import Image

from tests import factories
from tracker.archive.pictures import store_pictures


def webp(size, **options):
    stream = io.BytesIO()
    Image.new("RGB", size, "white").save(stream, "WEBP", **options)
    return stream.getvalue()


@pytest.mark.django_db
def test_pictures_are_stored_by_the_files_hash_with_their_size(tmp_path):
    file = factories.make_waiting_letter().file
    contents = {
        1: webp((1275, 1650)),
        2: webp((300, 150), lossless=True),
        10: webp((75, 150), exif=b"Exif\x00\x00 of no use"),
        11: b"RIFF no picture",
    }
    for number, content in contents.items():
        (tmp_path / f"{number}.webp").write_bytes(content)
    (tmp_path / "notes.webp").write_bytes(b"not a page")
    beats = []
    pictures = store_pictures(file, tmp_path, on_beat=lambda: beats.append(1))
    assert {number: (picture.width, picture.height) for number, picture in pictures.items()} == {
        1: (612, 792),
        2: (144, 72),
        10: (36, 72),
        11: (612, 792),
    }
    for number, picture in pictures.items():
        assert picture.name == f"pages/{file.sha256}/{number}.webp"
        assert default_storage.open(picture.name).read() == contents[number]
    assert len(beats) == 4
    # Drawn anew, a picture takes the old one's place and name.
    (tmp_path / "1.webp").write_bytes(webp((150, 150)))
    again = store_pictures(file, tmp_path, on_beat=lambda: None)
    assert again[1].name == pictures[1].name
    assert (again[1].width, again[1].height) == (72, 72)
    assert default_storage.open(again[1].name).read() == webp((150, 150))
