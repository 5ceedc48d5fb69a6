"""Hugo making as much as the engine does: the same number of pages of the same weight, and the data files beside them.

Its templates are pages and files of the engine's own site, with Hugo's expressions in place of what differs from item
to item. Each action, aspiration and priority gets its page, the frame that shows it elsewhere and four data files; each
body and programme its page; and the lists of the whole, as pages and as data, are filled with every item. What exists
once whatever the size (pages about the site, styles, fonts, descriptions of the data) is copied.
"""

from __future__ import annotations

import re
import shutil
from itertools import pairwise
from pathlib import Path

import peers
import yaml

ADAPTER = """
{{ range $name, $priority := hugo.Data.priorities }}
  {{ $words := dict "item" (partial "words" (dict "id" $priority.id "text" $priority.title)) }}
  {{ $outputs := slice "html" "data" "embed" "oembed" }}
  {{ $lists := dict "of" $priority "actions" (partial "list" $priority.actions) "aspirations"
    (partial "list" $priority.aspirations) }}
  {{ $.AddPage (dict "path" $priority.id "title" $priority.title "type" "priorities" "outputs" $outputs "params"
    (merge $words $lists)) }}
  {{ range $kind := slice "actions" "aspirations" }}
    {{ $listed := index $lists $kind }}
    {{ range $number, $item := $listed }}
      {{ $before := index $listed (math.Max 0 (sub $number 1) | int) }}
      {{ $after := index $listed (math.Min (sub (len $listed) 1) (add $number 1) | int) }}
      {{ $.AddPage (dict "path" .id "title" .text "type" $kind "outputs" ($outputs | append "bib" "ris")
        "params" (dict "item" $item "before" $before "after" $after "of" $priority
        "bodies" (findRE `Body \\d+ of the Glen` .text))) }}
    {{ end }}
  {{ end }}
{{ end }}
"""
#: What is said of an item: its words, whole and cut, and its number.
WORDS = '{{ return merge . (dict "label" (replaceRE `^\\w+-0?` "" .id) "short" (truncate 55 .text)) }}'
LIST = '{{ $all := slice }}{{ range . }}{{ $all = $all | append (partial "words" .) }}{{ end }}{{ return $all }}'
EVERY = """{{ $actions := slice }}{{ $aspirations := slice }}{{ range hugo.Data.priorities }}
  {{ $actions = $actions | append (partial "list" .actions) }}
  {{ $aspirations = $aspirations | append (partial "list" .aspirations) }}
{{ end }}{{ return dict "actions" $actions "aspirations" $aspirations "items" (append $aspirations $actions) }}"""
#: The bodies that an item names, at the end of what it is connected with.
BODIES = """{{ with .Params.bodies }}<div><dt>Names</dt><dd>{{ range . }}
<a href="{{ relURL (print "bodies/" (urlize .)) }}">{{ . }}</a>{{ end }}</dd></div>{{ end }}"""
PARTIALS = {"words": WORDS, "list": LIST, "every": EVERY}
#: The lists of the whole are files that the home page fills and publishes.
HOME = """{{ $all := partial "every" . }}{{ range resources.Match "lists/**" }}
{{ (. | resources.ExecuteAsTemplate (strings.TrimPrefix "/lists/" .Name) $all).Publish }}{{ end }}"""
SETTINGS = """
[mediaTypes."application/x-bibtex"]
suffixes = ["bib"]
[mediaTypes."application/x-research-info-systems"]
suffixes = ["ris"]
[outputFormats.data]
mediaType = "application/json"
baseName = "data"
isPlainText = true
[outputFormats.bib]
mediaType = "application/x-bibtex"
isPlainText = true
[outputFormats.ris]
mediaType = "application/x-research-info-systems"
isPlainText = true
[outputFormats.embed]
mediaType = "text/html"
path = "embed"
isHTML = true
[outputFormats.oembed]
mediaType = "application/json"
path = "embed"
baseName = "oembed"
isPlainText = true
"""
#: A page or file of the engine's site → Hugo's template of its kind; the item has one before and one after it.
ITEMS = {
    "single.html": "2023-27/{}/index.html",
    "single.embed.html": "embed/{}/index.html",
    "single.oembed.json": "embed/{}/oembed.json",
    "single.data.json": "data/2023-27/{}.json",
    "single.bib.bib": "data/2023-27/{}.bib",
    "single.ris.ris": "data/2023-27/{}.ris",
}
SAMPLES = {"actions": "act-02", "aspirations": "asp-04", "priorities": "pri-1"}
#: Pages and files of every action, of every aspiration, or of both.
LISTS = (
    "2023-27/actions/index.html", "2023-27/aspirations/index.html", "2023-27/print/index.html",
    "2023-27/framework-2023-27.html", "suggest/index.html", "suggest/sentences.json", "data/framework.json",
    "data/framework.jsonld", "data/framework.ttl", "data/actions.csv", "data/aspirations.csv",
    "data/2023-27/stratml-1.xml", "data/2023-27/stratml-2.xml", "data/citations.json",
)  # fmt: skip
#: What of the engine's site is neither copied nor made in this way: Hugo has its own, or none.
NOT_COPIED = r"(2023-27|embed|data/2023-27|bodies|programmes)/\w+-\d+\b.*|sitemap.*|search/.*|.*\.(xlsx|sha256)"


def hugo(source: Path, folder: Path, sample: Path) -> Path:
    """A Hugo site of that framework, its templates from a built folder; returns the file that an editor changes."""
    edited, site, items = peers.hugo(source, folder), sample / "site", _items(sample)
    (folder / "layouts/_default/baseof.html").unlink()
    peers.write(folder, {
        "hugo.toml": peers.SETTINGS + SETTINGS,
        "content/_content.gotmpl": ADAPTER + peers.NAMED.replace('"title" .name', '"title" .name "type" $register'),
        "content/actions.md": "---\nbuild: {render: never}\n---\n",
        "layouts/index.html": _literal((site / "index.html").read_text(encoding="utf-8")) + HOME,
        "layouts/bodies/term.html": _named(site / "bodies/body-2/index.html"),
        "layouts/programmes/single.html": _named(site / "programmes/programme-2/index.html"),
        **{f"layouts/partials/{name}.html": text for name, text in PARTIALS.items()},
        **{f"layouts/{kind}/{template}": _template(path, kind, items)
           for kind, name in SAMPLES.items() for template, page in ITEMS.items()
           if (path := site / page.format(name)).exists()},
        **{f"assets/lists/{name}": _every(site / name, items) for name in LISTS},
    })  # fmt: skip
    _copied(site, folder / "static")
    return edited


def _items(sample: Path) -> dict[str, str]:
    """The words of every priority, action and aspiration."""
    words = {}
    for path in (sample / "framework/editions/2023-27").glob("*-priority.yml"):
        priority = yaml.safe_load(path.read_text(encoding="utf-8"))
        words[priority["id"]] = priority["title"]
        words |= {item["id"]: item["text"] for item in (*priority["actions"], *priority["aspirations"])}
    return words


def _literal(text: str) -> str:
    """What Hugo would take for an expression, written so that it shows it."""
    return text.replace("{{", '{{ "{{" }}')


def _template(path: Path, kind: str, items: dict[str, str]) -> str:
    """A page or a data file, with Hugo's expressions for what is said of the item and of the two beside it."""
    name = SAMPLES[kind]
    text = _literal(path.read_text(encoding="utf-8"))
    if kind == "priorities":
        return _expressions(_priority(text, items), {name: ".Params.item"}, items)
    number, step = int(name[-2:]), 1 if kind == "actions" else 2
    beside = {f"{name[:4]}{at:02d}": f".Params.{where}"
              for at, where in ((number, "item"), (number - step, "before"), (number + step, "after"))}  # fmt: skip
    text = _expressions(text, beside, items).replace("pri-1", "{{ .Params.of.id }}")
    return text.replace('"bodies": []', '"bodies": {{ jsonify .Params.bodies }}').replace("</dl>", f"{BODIES}</dl>")


def _expressions(text: str, places: dict[str, str], items: dict[str, str]) -> str:
    """The words, the cut words, the label and the identifier of each item that is spoken of."""
    for name, where in places.items():
        kind = {"act": "Action", "asp": "Aspiration", "pri": "Priority"}[name[:3]]
        text = text.replace(items[name], f"{{{{ {where}.text }}}}")
        text = re.sub(rf'{re.escape(items[name][:30])}[^<"]*…', f"{{{{ {where}.short }}}}", text)
        text = re.sub(rf"{kind} {int(name[4:])}\b", f"{kind} {{{{ {where}.label }}}}", text)
        text = text.replace(f"{{{name}", f'{{{{ "{{" }}}}{{{{ {where}.id }}}}').replace(name, f"{{{{ {where}.id }}}}")
    return text


def _priority(text: str, items: dict[str, str]) -> str:
    """A priority's page or data file with its own items in the place of those of the first priority."""
    for kind, pair in (("actions", ("act-02", "act-03")), ("aspirations", ("asp-04", "asp-06"))):
        own = {name: words for name, words in items.items() if name.startswith(kind[:3]) and words in text}
        text = _ranged(text, own, pair, f".Params.{kind}") if own else text
    return text


def _places(text: str, items: dict[str, str]) -> dict[str, int]:
    """Where the row of each item but the first begins: where it is first named after the words of the one before."""
    words = {name: text.find(items[name]) for name in items}
    if max(words.values()) < 0:
        words = {name: text.find(name) for name in items}
    order = sorted((at, name) for name, at in words.items() if at >= 0)
    return {name: text.index(name, before) for (before, _), (_, name) in pairwise(order)}


def _ranged(text: str, items: dict[str, str], pair: tuple[str, str], listed: str) -> str:
    """A text whose rows between the first and the last of these items are given for every item that is listed."""
    at = _places(text, items)
    row = _expressions(text[at[pair[0]] : at[pair[1]]], dict.fromkeys(pair, ""), items)
    return f"{text[: at[pair[0]]]}{{{{ range {listed} }}}}{row}{{{{ end }}}}{text[max(at.values()) :]}"


def _every(path: Path, items: dict[str, str]) -> str:
    """A page or file of the whole, filled with every action, every aspiration, or both."""
    kind = next((kind for kind in ("actions", "aspirations") if kind in path.as_posix()), "items")
    listed = {name: words for name, words in items.items() if not name.startswith("pri")}
    pair = ("asp-04", "asp-06") if kind == "aspirations" else ("act-02", "act-03")
    return _ranged(_literal(path.read_text(encoding="utf-8")), listed, pair, f".{kind}")


def _named(path: Path) -> str:
    """The page of a body or programme, with all that name it."""
    page = _literal(path.read_text(encoding="utf-8"))
    listed = '<ul>{{ range .Pages }}<li><a href="{{ .RelPermalink }}">{{ .Params.item.text }}</a></li>{{ end }}</ul>'
    page = re.sub(r'<h3 class="sf-mentions__group">.*</ul>\n(?=</div></section>)', listed, page, flags=re.DOTALL)
    page = re.sub(r"(Body|Programme) 2 of the Glen", "{{ .Title }}", page)
    return re.sub(r"\b(body|programme)-2\b", "{{ urlize .Title }}", page)


def _copied(site: Path, folder: Path) -> None:
    """What the templates do not make, as it stands in the engine's site."""
    for path in sorted(site.rglob("*")):
        name = path.relative_to(site).as_posix()
        if path.is_file() and name not in (*LISTS, "index.html") and not re.fullmatch(NOT_COPIED, name):
            (folder / name).parent.mkdir(parents=True, exist_ok=True)
            shutil.copy(path, folder / name)
