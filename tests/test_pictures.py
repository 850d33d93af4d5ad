"""Pictures of one's own: found, sized, shown with their words, and published without their notes."""

import io
import struct
import zlib

import pytest
from editorial_desk import Page, write
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image

from dossier.config import Settings
from dossier.editorial import PictureShown, read_body, read_desk, read_picture, render
from dossier.model import Picture
from dossier.pictures import write_pictures

SECRET = b"taken by Ann at 51.5, -0.1"


def picture(kind="png", size=(60, 30), **options):
    """A picture that holds notes where its format has room for them."""
    raw = io.BytesIO()
    image = Image.new("RGB", size, (16, 128, 240))
    exif = Image.Exif()
    exif[0x010E] = SECRET.decode()
    exif[0x0112] = options.pop("turned", 1)
    if kind == "gif":
        frames = [Image.new("RGB", size, (200, 0, shade)) for shade in (0, 99)]
        image.save(raw, kind, save_all=True, append_images=frames, loop=0, comment=SECRET)
        return raw.getvalue()
    image.save(raw, kind, exif=exif, **options)
    return raw.getvalue() + SECRET


def png_note():
    body = b"Author\0" + SECRET
    return struct.pack(">I", len(body)) + b"tEXt" + body + struct.pack(">I", zlib.crc32(b"tEXt" + body))


def with_small_picture(jpeg):
    """A JPEG whose head and second head each hold a small picture: its bytes are those of the secret."""
    small = struct.pack(">BB", len(SECRET), 1) + SECRET * 3
    head = jpeg[6:18] + small
    more = b"JFXX\0\x13" + small
    return (
        jpeg[:2]
        + b"".join(b"\xff\xe0" + struct.pack(">H", len(body) + 2) + body for body in (head, more))
        + jpeg[20:]
    )


RAW = {
    "png": picture("png")[:33] + png_note() + picture("png")[33:],
    "jpg": picture("jpeg", comment=SECRET),
    "small": with_small_picture(picture("jpeg")),
    "progressive": picture("jpeg", progressive=True),
    "gif": picture("gif"),
    "webp": picture("webp"),
    "lossless": picture("webp", lossless=True),
}


@pytest.mark.parametrize("name", RAW)
def test_a_picture_loses_its_notes_and_not_one_pixel(name):
    assert SECRET in RAW[name]

    found = read_picture(RAW[name])

    assert (found.width, found.height) == (60, 30)
    assert SECRET not in found.content
    before, after = Image.open(io.BytesIO(RAW[name])), Image.open(io.BytesIO(found.content))
    assert before.convert("RGB").tobytes() == after.convert("RGB").tobytes()
    assert getattr(before, "n_frames", 1) == getattr(after, "n_frames", 1)
    assert found.content == read_picture(found.content).content


def test_a_photograph_stays_the_right_way_up():
    found = read_picture(picture("jpeg", turned=6))

    assert (found.width, found.height) == (30, 60)
    assert dict(Image.open(io.BytesIO(found.content)).getexif()) == {0x0112: 6}


@pytest.mark.parametrize(
    "raw",
    [
        b"",
        b"GIF89a",
        b"<svg onload=x>",
        b"RIFF1234WAVE",
        RAW["png"][:50],
        RAW["jpg"][:400],
        b"\xff\xd8\xff\xd9",
    ],
)
def test_what_is_no_whole_picture_is_refused(raw):
    with pytest.raises(ValueError, match="picture"):
        read_picture(raw)


@given(st.sampled_from(sorted(RAW)), st.integers(0, 2000), st.binary(max_size=4))
def test_a_damaged_picture_is_refused_or_read_and_nothing_else(name, place, junk):
    raw = RAW[name]
    try:
        found = read_picture(raw[:place] + junk + raw[place + len(junk) :])
    except ValueError:
        return
    assert found.width and found.height


@pytest.mark.parametrize(
    ("written", "words", "size"),
    [
        ("![A pier](pier.png)", "A pier", (60, 30)),
        ("![A pier|30](pier.png)", "A pier", (30, 15)),
        ("![A pier|300x20](<../images/pier.png>)", "A pier", (60, 30)),
        ("![[pier.png|A pier]]", "A pier", (60, 30)),
        ("![[images/pier.png|A pier|30]]", "A pier", (30, 15)),
        ("![[pier.png|30]]", "", (30, 15)),
        ("![*A* pier](PIER.png)", "A pier", (60, 30)),
        ("![A pier|0](pier.png)", "A pier", (60, 30)),
        ("![A pier|99999](pier.png)", "A pier", (60, 30)),
    ],
)
def test_a_picture_is_shown_with_its_words_and_size(tmp_path, written, words, size):
    content = write(tmp_path, {"images/pier.png": RAW["png"], "notes/n.md": f"See {written}."})

    desk = read_desk(content, Settings())

    html = "".join(render(desk.notes[0].body, Shown(desk)))
    width, height = size
    assert f'width="{width}" height="{height}" alt="{words}"' in html
    assert [p.code for p in desk.problems] == ([] if words else ["picture-without-words"])


class Shown(Page):
    """A page that shows the pictures of a desk."""

    def __init__(self, desk):
        super().__init__()
        self.pictures = dict(desk.pictures)

    def picture(self, file, name):
        found = self.pictures.get((file, name))
        return PictureShown(found.path, found.width, found.height) if found else None


@pytest.mark.parametrize(
    ("files", "fault"),
    [
        ({}, ('there is no picture "pier.png"', "Put it into content/images/ or beside this file.")),
        ({"images/piers.png": RAW["png"]}, ('there is no picture "pier.png"', 'Did you mean "piers.png"?')),
        (
            {"images/pier.png": b"<svg/>"},
            ('"pier.png" is not a PNG, JPEG, GIF or WebP picture, so it is not shown', ""),
        ),
        (
            {"images/a/pier.png": RAW["png"], "images/b/pier.png": RAW["png"]},
            (
                '"pier.png" names several pictures',
                "They are: content/images/a/pier.png, content/images/b/pier.png.",
            ),
        ),
    ],
)
def test_a_picture_that_cannot_be_shown_is_named_at_its_place(tmp_path, files, fault):
    desk = read_desk(
        write(tmp_path, {**files, "notes/n.md": "Words.\n\nSee ![a pier](pier.png)."}), Settings()
    )

    assert [(str(p.at), p.severity, p.message, p.hint) for p in desk.problems] == [
        ("content/notes/n.md:3:5", "warning", *fault)
    ]
    assert '<span class="picture">a pier</span>' in "".join(render(desk.notes[0].body, Shown(desk)))


@pytest.mark.parametrize(
    ("path", "mark", "found"),
    [
        ("plan TLP-RED.png", "", [("error", "“TLP:RED” keeps nothing back")]),
        ("plan TLP-RED.png", "tlp: amber", [("error", "“TLP:RED” keeps nothing back")]),
        ("plan TLP-RED.png", "tlp: red", []),
        ("what tlp red means.png", "", []),
        ("private/plan.png", "", []),
        ("NATO SECRET.png", "", []),
        ("internal.png", "", []),
        ("draft of the quay.png", "", []),
    ],
)
def test_a_mark_in_the_path_of_a_picture_is_an_error_where_it_is_shown_and_other_words_tell_what_it_is(
    tmp_path, path, mark, found
):
    note = f"---\ntitle: A note\n{mark}\n---\nSee ![the quay](<{path}>).\n"
    desk = read_desk(write(tmp_path, {f"images/{path}": RAW["png"], "notes/n.md": note}), Settings())

    assert [(str(each.severity), each.message) for each in desk.problems] == found
    assert {str(each.at) for each in desk.problems} <= {"content/notes/n.md:5:5"}


def test_the_picture_beside_the_file_is_meant_before_others(tmp_path):
    files = {
        "images/pier.png": RAW["png"],
        "notes/deep/pier.png": RAW["gif"],
        "notes/deep/n.md": "![A](pier.png)",
    }

    desk = read_desk(write(tmp_path, files), Settings())

    assert desk.problems == ()
    assert [found.file.parent.name for _, found in desk.pictures] == ["deep"]


@pytest.mark.parametrize(
    ("file", "written"), [("quai\u0301.png", "quaí.png"), ("quaí.png", "quai\u0301.png")]
)
def test_a_system_may_write_the_name_of_a_picture_in_other_signs(tmp_path, file, written):
    files = {f"images/{file}": RAW["png"], "notes/n.md": f"![A]({written})"}

    desk = read_desk(write(tmp_path, files), Settings())

    assert (desk.problems, len(desk.pictures)) == ((), 1)


def test_a_picture_elsewhere_stays_a_link():
    html = "".join(render(read_body("a.md", 1, "![A pier|300](https://example.org/p.png)")[0], Page()))

    assert '<a class="outside picture" href="https://example.org/p.png"' in html
    assert ">A pier</a>" in html and "<img" not in html


def test_only_pictures_that_a_page_shows_are_written(tmp_path):
    (tmp_path / "pier.png").write_bytes(RAW["png"])
    pictures = [
        Picture(f"images/{name}.png", tmp_path / "pier.png", "", 60, 30) for name in ("shown", "kept")
    ]
    (tmp_path / "site" / "notes").mkdir(parents=True)
    words = '<img src="../images/shown.png"> images/kept.png <a href="../images/kept.png">x</a>'
    (tmp_path / "site" / "notes" / "n.html").write_text(words, "utf-8")

    write_pictures(pictures, tmp_path / "site", ["notes/n.html"])

    assert [path.name for path in tmp_path.glob("site/images/*")] == ["shown.png"]
    assert SECRET not in (tmp_path / "site" / "images" / "shown.png").read_bytes()
