"""Hugo making as much as the engine does: pages with the same shell and parts, and the data files of each item.

Its templates are pages of the engine's own site with Hugo's expressions in place of what differs from item to item. So
both write pages of the same weight, and as many files. Hugo still checks nothing, and keeps no record of what it wrote.
"""

from __future__ import annotations

import re
from html import unescape
from pathlib import Path

import peers
import yaml

ADAPTER = """
{{ range $name, $priority := hugo.Data.priorities }}
  {{ $.AddPage (dict "path" $priority.id "title" $priority.title "params" (dict "priority" $priority)) }}
  {{ range $kind := slice "actions" "aspirations" }}
    {{ $items := index $priority $kind }}
    {{ $told := slice }}
    {{ range $items }}
      {{ $told = $told | append (dict "id" .id "label" (replaceRE `^\\w+-0?` "" .id) "text" .text
        "short" (truncate 55 .text)) }}
    {{ end }}
    {{ range $number, $item := $told }}
      {{ $before := index $told (math.Max 0 (sub $number 1) | int) }}
      {{ $after := index $told (math.Min (sub (len $told) 1) (add $number 1) | int) }}
      {{ $.AddPage (dict "path" .id "title" (print .id ": " .short) "type" $kind
        "outputs" (slice "html" "data" "bib" "ris")
        "params" (dict "item" $item "before" $before "after" $after "of" $priority
        "bodies" (findRE `Body \\d+ of the Glen` .text))) }}
    {{ end }}
  {{ end }}
{{ end }}
"""
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
"""
#: A page of the engine's site → Hugo's template of that kind; the second of its kind has one before and one after it.
SAMPLES = {
    "actions/single.html": "2023-27/act-02/index.html",
    "aspirations/single.html": "2023-27/asp-04/index.html",
    "actions/single.data.json": "data/2023-27/act-02.json",
    "actions/single.bib.bib": "data/2023-27/act-02.bib",
    "actions/single.ris.ris": "data/2023-27/act-02.ris",
    "aspirations/single.data.json": "data/2023-27/asp-04.json",
    "aspirations/single.bib.bib": "data/2023-27/asp-04.bib",
    "aspirations/single.ris.ris": "data/2023-27/asp-04.ris",
}


def hugo(source: Path, folder: Path, sample: Path) -> Path:
    """A Hugo site of that framework, its templates from a built folder; returns the file that an editor changes."""
    edited, site = peers.hugo(source, folder), sample / "site"
    first = yaml.safe_load((sample / "framework/editions/2023-27/1-priority.yml").read_text(encoding="utf-8"))
    items = {item["id"]: item["text"] for item in (*first["actions"], *first["aspirations"])}
    base = _shell((site / "2023-27" / "act-02" / "index.html").read_text(encoding="utf-8"))
    named = (site / "bodies" / "body-2" / "index.html").read_text(encoding="utf-8")
    layouts = {
        "hugo.toml": peers.SETTINGS + SETTINGS,
        "content/_content.gotmpl": ADAPTER + peers.NAMED,
        "layouts/_default/baseof.html": base,
        "layouts/_default/list.html": _named(named),
        **{f"layouts/{name}": _template(site / page, items) for name, page in SAMPLES.items()},
    }
    for name, text in layouts.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(text, encoding="utf-8")
    return edited


def _literal(text: str) -> str:
    """What Hugo would take for an expression, written so that it shows it."""
    return text.replace("{{", '{{ "{{" }}')


def _shell(page: str) -> str:
    """A page's shell with the title, the description and the matter to be filled in."""
    head, _, rest = page.partition('<div class="sf-page')
    foot = rest[rest.rindex("</div>\n</div>\n</main>") :]
    title = re.compile(r"(<title>|og:title\" content=\")[^<\"]*")
    text = re.compile(r"((?:og:)?description\" content=\")[^\"]*")
    head = text.sub(r"\1{{ with .Params.item }}{{ .text }}{{ end }}", title.sub(r"\1{{ .Title }}", _literal(head)))
    head = re.sub(r'<script type="application/ld\+json">.*?</script>', "", head, flags=re.DOTALL)
    head = head.replace("https://example.org/2023-27/act-02/", "{{ .Permalink }}").replace("act-02", "{{ .Path }}")
    return f'{head}<div class="sf-page">{{{{ block "main" . }}}}{{{{ end }}}}{_literal(foot)}'


def _named(page: str) -> str:
    matter = _literal(page[page.index('<div class="sf-page') : page.rindex("</div>\n</div>\n</main>")])
    listed = '<ul>{{ range .Pages }}<li><a href="{{ .RelPermalink }}">{{ .Params.item.text }}</a></li>{{ end }}</ul>'
    matter = matter.replace("Body 2 of the Glen", "{{ .Title }}").replace("body-2", "{{ .Path }}")
    return f'{{{{ define "main" }}}}{matter}{listed}{{{{ end }}}}'


def _template(sample: Path, items: dict[str, str]) -> str:
    """The matter of a page, or a data file, with Hugo's expressions for what is told of three items."""
    kind, number, step = ("act", 2, 1) if "act-02" in str(sample) else ("asp", 4, 2)
    text, is_page = unescape(sample.read_text(encoding="utf-8")), sample.suffix == ".html"
    if is_page:
        text = text[text.index('<div class="sf-page') : text.rindex("</div>\n</div>\n</main>")]
    text = _literal(text)
    for at, where in ((number, "item"), (number - step, "before"), (number + step, "after")):
        name, told = f"{kind}-{at:02d}", f"{{{{ .Params.{where}."
        text = text.replace(items[name], f"{told}text }}}}")
        text = re.sub(rf"{re.escape(items[name][:30])}[^<]*…", f"{told}short }}}}", text)
        text = re.sub(rf"(Action|Aspiration) {at}\b", rf"\1 {told}label }}}}", text)
        text = text.replace(f"{{{name}", f'{{{{ "{{" }}}}{told}id }}}}').replace(name, f"{told}id }}}}")
    text = text.replace("pri-1", "{{ .Params.of.id }}")
    named = '{{ range .Params.bodies }}<a href="{{ relURL (print "bodies/" (urlize .)) }}">{{ . }}</a>{{ end }}'
    text = text.replace("<dt>Bodies it names</dt>", f"<dt>Bodies it names</dt>{named}")
    return f'{{{{ define "main" }}}}{text}{{{{ end }}}}' if is_page else text
