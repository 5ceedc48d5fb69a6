"""Running text: the same invented plan as Markdown, HTML and Word, and what people make of these by hand."""

from __future__ import annotations

import io
import zipfile

import docx
import pytest
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls
from docx.text.paragraph import Paragraph

from strategic_framework.importing import html, markdown, word
from strategic_framework.importing.outline import Outline, Refused
from tests.importing.reading import lines, said

MARKDOWN = """\
# Skerry Bay Strategy 2027–31

We are **Skerry Bay**.

## Our priorities

### Priority 1: Warm homes

Cold homes
cost lives.

#### Our role

We lead.

#### We will

To do this, we will:

- Insulate [60 homes](https://example.org/)
  - in the north
  - in the south
- 1.2 Fit meters

  everywhere

#### What success looks like

Nobody is cold.

### Priority 2: Paths

#### 2.1 By the sea

What the tide took.

* Mend them
"""
HTML = """<!doctype html><html><head><title>Elsewhere | Skerry</title></head><body><nav><ul><li>Home</li></ul></nav>
<main><h1>Skerry Bay Strategy 2027&ndash;31</h1><p>We are <b>Skerry</b>&nbsp;Bay.</p>
<h2>Our priorities</h2>
<h3><button>Priority 1: Warm homes</button></h3><div><p>Cold homes<br>cost lives.<sup><a href="#n">1</a></sup></p>
<h4>Our role</h4>We lead.
<h4>We will</h4><p>To do this, we will:</p><ul><li>Insulate <del>50</del> <ins>60</ins> homes<ul><li>in the north</li>
<li><p>in the south</p></li></ul></li><li><p>1.2 Fit meters</p><p>everywhere</p></li></ul>
<h4>What success looks like</h4><p>Nobody is cold.</p></div>
<h3>Priority 2: Paths</h3><h4>2.1 By the sea</h4><p>What the tide took.</p><ol><li>Mend them</li></ol>
<p hidden>Not shown.</p></main><footer>Foot</footer></body></html>"""
OUTLINE = [
    "introduction: We are Skerry Bay.",
    "priority: Warm homes",
    "  context: Cold homes cost lives.",
    "  role: We lead.",
    "  action: Insulate 60 homes",
    "    part: in the north",
    "    part: in the south",
    "  action: Fit meters everywhere [reference 1.2]",
    "  aspiration: Nobody is cold.",
    "priority: Paths",
    "  group: By the sea: What the tide took. [reference 2.1]",
    "    action: Mend them",
]


def test_markdown_is_understood_by_its_headings_and_lists() -> None:
    """Its title and years, each heading and list, and every line where something was decided."""
    outline = markdown.read(MARKDOWN.encode())
    assert (outline.title, outline.starts, outline.ends) == ("Skerry Bay Strategy 2027–31", "2027", "2031")
    assert lines(outline) == OUTLINE
    assert said(outline, "understood") == [
        "line 7: The priority “Warm homes”.",
        "line 12: “Our role” begins the publisher’s role.",
        "line 16: “We will” begins the actions.",
        "line 27: “What success looks like” begins what is to be achieved.",
        "line 31: The priority “Paths”.",
        "line 33: “By the sea” is between priority and actions.",
    ]
    assert said(outline, "left out") == [
        "line 5: The heading “Our priorities”. It gathers what stands under it.",
        "line 18: Words before a list: “To do this, we will:”",
    ]


def test_a_page_of_the_web_is_understood_without_what_stands_around() -> None:
    """The same outline; what is struck out, hidden, a note or a menu is none of it."""
    outline = html.read(HTML.encode())
    assert outline.title == "Skerry Bay Strategy 2027–31"
    assert lines(outline) == OUTLINE
    left = " ".join(said(outline, "left out"))
    assert "struck out" in left
    assert "does not show" in left


# --- Word -------------------------------------------------------------------------------------------------------------


class Written:
    """A Word document that a test writes, paragraph by paragraph."""

    def __init__(self) -> None:
        self.document = docx.Document()

    def add(self, text: str, style: str = "Normal", *, bold: bool = False) -> Paragraph:
        paragraph = self.document.add_paragraph(style=style)
        paragraph.add_run(text).bold = bold or None
        return paragraph

    def add_xml(self, paragraph: Paragraph, xml: str) -> None:
        name, _, rest = xml.partition(" ")
        paragraph._p.append(parse_xml(f"{name} {nsdecls('w')} {rest}"))

    def read(self) -> Outline:
        memory = io.BytesIO()
        self.document.save(memory)
        return word.read(memory.getvalue())


def test_word_is_understood_by_its_styles() -> None:
    """The same outline, of headings and lists as Word has them."""
    written = Written()
    for text, style in [
        ("Skerry Bay Strategy 2027–31", "Title"), ("We are Skerry Bay.", "Normal"), ("Our priorities", "Heading 1"),
        ("Priority 1: Warm homes", "Heading 2"), ("Cold homes\ncost lives.", "Normal"), ("Our role", "Heading 3"),
        ("We lead.", "Normal"), ("We will", "Heading 3"), ("Insulate 60\xa0homes", "List Bullet"),
        ("in the north", "List Bullet 2"), ("in the south", "List Bullet 2"),
        ("1.2 Fit me\xadters every\xadwhere", "List Number"), ("What success looks like", "Heading 3"),
        ("Nobody is cold.", "Normal"), ("Priority 2: Paths", "Heading 2"), ("2.1 By the sea", "Heading 3"),
        ("What the tide took.", "Normal"), ("Mend them", "List Bullet"),
    ]:  # fmt: skip
        written.add(text, style)
    outline = written.read()
    assert lines(outline) == OUTLINE
    assert (outline.title, outline.ends) == ("Skerry Bay Strategy 2027–31", "2031")
    assert "paragraph 12: Characters that cannot be seen, such as hidden hyphens, are taken out: in one place." in said(
        outline, "repaired"
    )


def test_what_was_made_by_hand_in_word_is_understood_and_said() -> None:
    """Bold lines as headings, typed bullets and numbers as lists, the name of a part alone on its line."""
    written = Written()
    written.add("Our plan")
    written.add("Warm homes", bold=True)
    written.add("Our role")
    written.add("We lead.")
    written.add("Actions")
    written.add("•\tInsulate homes")
    written.add("2. Fit meters")
    outline = written.read()
    assert outline.title == "Our plan"
    assert lines(outline) == [
        "priority: Warm homes", "  role: We lead.", "  action: Insulate homes", "  action: Fit meters",
    ]  # fmt: skip
    assert said(outline, "repaired") == [
        "paragraph 2: A line in bold is read as a heading: “Warm homes”.",
        "paragraph 6: Entries of lists that begin with a bullet or a number typed by hand: in 2 places.",
    ]


def test_tracked_changes_are_read_as_accepted_and_what_is_no_text_is_left_out() -> None:
    """Each is said: insertions, deletions, notes, comments, text boxes, hidden words."""
    written = Written()
    written.add("Homes", "Heading 1")
    written.add("Paths", "Heading 1")
    action = written.add("Keep ", "List Bullet")
    for xml in (
        '<w:ins w:id="1" w:author="A"><w:r><w:t>all paths</w:t></w:r></w:ins>',
        '<w:del w:id="2" w:author="A"><w:r><w:delText>some</w:delText></w:r></w:del>',
        '<w:r ><w:footnoteReference w:id="2"/></w:r>',
        "<w:r ><w:pict><w:txbxContent><w:p><w:r><w:t>Box</w:t></w:r></w:p></w:txbxContent></w:pict></w:r>",
        "<w:r ><w:rPr><w:vanish/></w:rPr><w:t>Hidden</w:t></w:r>",
        '<w:hyperlink ><w:r><w:t xml:space="preserve"> open</w:t></w:r></w:hyperlink>',
    ):
        written.add_xml(action, xml)
    outline = written.read()
    assert lines(outline) == ["priority: Paths", "  action: Keep all paths open"]
    assert said(outline, "left out")[1:] == [
        "paragraph 3: Words that a tracked change strikes out: changes are read as accepted.",
        "paragraph 3: A footnote.",
        "paragraph 3: A text box, which stands beside the text.",
        "paragraph 3: Words that are hidden.",
    ]
    assert said(outline, "repaired") == [
        "paragraph 3: Words that a tracked change adds are read: changes are taken as accepted."
    ]


def test_macros_are_said_and_never_run() -> None:
    """A document with macros is read without them."""
    memory = io.BytesIO()
    written = Written()
    written.add("Paths", "Heading 1")
    written.add("Mend them", "List Bullet")
    written.document.save(memory)
    with zipfile.ZipFile(memory, "a") as archive:
        archive.writestr("word/vbaProject.bin", b"macro")
    assert said(word.read(memory.getvalue()), "left out") == [": The macros of the document, which are never run."]


# --- what decides ----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "outline"),
    [
        ("# Plan\n## Foreword\nHello.\n## Paths\n- Mend\n## Contact us\na\n",
         ["introduction: Hello.", "priority: Paths", "  action: Mend"]),
        ("# Plan\n## Warm\nWhy.\n## Dry\nWhy too.\n",
         ["priority: Warm", "  context: Why.", "priority: Dry", "  context: Why too."]),
        ("# Paths\n\nWe will:\n\n- Mend\n", ["priority: Paths", "  action: Mend"]),
        ("## Outcome 1: Warm\n\n### Measures\n- Cold homes\n\n## Outcome 2: Dry\n",
         ["priority: Warm", "  measure: Cold homes", "priority: Dry"]),
        ("# P\n## Paths\n### Tides\nIt:\n- is wet\n### Actions\n- Mend\n",
         ["priority: Paths", "  action: Mend", "  group: Tides", "    action: is wet"]),
        ("# P\n## Paths\n## Actions\n- Mend\n## Homes\n## Actions\n- Warm\n## Outcomes\n- Dry\n",
         ["priority: Paths", "  action: Mend", "priority: Homes", "  action: Warm", "  aspiration: Dry"]),
        ("## Paths\nThey are:\n- wet\n\n### Actions\nAll of them.\n- Mend\n",
         ["priority: Paths", "  context: They are:", "  context: wet", "  context: All of them.", "  action: Mend"]),
        ("Plan for all\n\n- Homes are cold.\n\n  Our role\n\n  We lead.\n\n  We will:\n\n  - Mend\n",
         ["priority: Homes are cold.", "  context: Homes are cold.", "  role: We lead.", "  action: Mend"]),
        ("Plan\n====\n\nPaths\n-----\n\n> * _Mend_ `all`[^1] <b>now</b>\n\n[^1]: A note.\n\n```\ncode\n```\n",
         ["priority: Paths", "  action: Mend all now"]),
    ],
)  # fmt: skip
def test_headings_decide_what_stands_beneath_them(text: str, outline: list[str]) -> None:
    """Introductions, plans without actions, a plan of one priority, groups, parts, lists in a list, marks."""
    assert lines(markdown.read(text.encode())) == outline


@pytest.mark.parametrize("text", ["Just words.\n\nAnd more words.", "- one\n- two\n", "# Contents\n\n# Glossary\n"])
def test_a_text_without_a_priority_is_refused(text: str) -> None:
    """With what to do: headings, and lists beneath them."""
    with pytest.raises(Refused, match="Give each priority a heading of its own"):
        markdown.read(text.encode())


def test_front_matter_says_what_a_plan_is_called() -> None:
    """Its title and its publisher."""
    outline = markdown.read(b"---\ntitle: 'A plan'\npublisher: Skerry Bay\n---\n## Paths\n- Mend\n## Homes\n- Warm\n")
    assert (outline.title, outline.publisher) == ("A plan", "Skerry Bay")
    assert lines(outline)[0] == "priority: Paths"


TABLE = """\
# Plan
## Homes
### 2.2 Insulation
| No. | Action | Lead | Partners | By when |
|---|---|---|---|---|
| 2.2.1 | Insulate homes | Homes Trust | Skerry; Tides | March 2028 |
| 2.2.2 | Fit meters | | | 31/12/2029 |

## Paths
- Mend them

| Colour | Length |
|---|---|
| red | 2 |
"""


def test_a_table_in_a_text_is_read_where_its_headings_are_understood() -> None:
    """Under the heading above it, each row with its place in the text; any other table is left out."""
    outline = markdown.read(TABLE.encode())
    assert lines(outline) == [
        "priority: Homes",
        "  group: Insulation [reference 2.2]",
        "    action: Insulate homes [reference 2.2.1] [due 2028-03] [lead Homes Trust] [partners Skerry; Tides]",
        "    action: Fit meters [reference 2.2.2] [due 2029-12-31]",
        "priority: Paths",
        "  action: Mend them",
    ]
    assert "line 4, row 3: 31/12/2029 → 2029-12-31" in said(outline, "repaired")
    assert "line 12: A table of 2 rows: its first row does not name its columns." in said(outline, "left out")


def test_a_date_in_a_table_that_may_be_two_days_is_refused() -> None:
    """With the place of the table."""
    with pytest.raises(Refused, match=r"The table in line 4: .*03/04/2029.*--dates dmy"):
        markdown.read(TABLE.replace("31/12/2029", "03/04/2029").encode())


def test_what_is_said_behind_the_last_group_is_of_the_whole_priority() -> None:
    """By its look alone, and where no other group has its like; a heading that is marked stays where it stands."""
    text = "# P\n## Homes\n### Old\n- Insulate\n### New\n- Build\n{}\n- Dry\n## Paths\n- Mend\n"
    by_look = lines(markdown.read(text.format("\n**Outcomes**\n").encode()))
    assert by_look[:3] == ["priority: Homes", "  aspiration: Dry", "  group: Old"]
    marked = lines(markdown.read(text.format("#### Outcomes").encode()))
    assert marked[3:6] == ["  group: New", "    action: Build", "    aspiration: Dry"]
