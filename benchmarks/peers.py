"""Plain sites of the same pages from the same data: Hugo's, and that of MkDocs with Material and macros as one begins.

Each takes a generated framework's YAML as it is. Hugo makes its pages with a content adapter; the naive site has one
Markdown file for each item, all in the navigation, and macros that read the YAML: Zensical builds that one as it is.
None checks links or content, and none writes data files.
"""

from __future__ import annotations

import shutil
import subprocess
import sys
from pathlib import Path

import yaml

ADAPTER = """
{{ range $name, $priority := hugo.Data.priorities }}
  {{ $.AddPage (dict "path" $priority.id "title" $priority.title "params" (dict "priority" $priority)) }}
  {{ range $kind := slice "actions" "aspirations" }}
    {{ $items := index $priority $kind }}
    {{ range $number, $item := $items }}
      {{ $names := findRE `Body \\d+ of the Glen` $item.text }}
      {{ $before := cond (gt $number 0) (index $items (math.Max 0 (sub $number 1) | int)).id "" }}
      {{ $after := "" }}
      {{ with index $items (add $number 1) }}{{ $after = .id }}{{ end }}
      {{ $.AddPage (dict "path" $item.id "title" (print $item.id ": " (truncate 50 $item.text)) "params"
        (dict "item" $item "of" $priority.id "label" $priority.nav_label "bodies" $names "before" $before
        "after" $after)) }}
    {{ end }}
  {{ end }}
{{ end }}
"""
#: The pages of bodies and programmes.
NAMED = """
{{ range slice "bodies" "programmes" }}
  {{ $register := . }}
  {{ range index hugo.Data $register }}
    {{ $path := print $register "/" (urlize .name) }}
    {{ $page := dict "path" $path "title" .name "params" (dict "name" .name) }}
    {{ if eq $register "bodies" }}{{ $page = merge $page (dict "kind" "term") }}{{ end }}
    {{ $.AddPage $page }}
  {{ end }}
{{ end }}
"""
BASE = """<!doctype html><html lang="en-GB"><head><meta charset="utf-8"><title>{{ .Title }} – {{ site.Title }}</title>
<meta name="description" content="{{ with .Params.item }}{{ .text }}{{ else }}{{ $.Title }}{{ end }}">
<link rel="canonical" href="{{ .Permalink }}"><link rel="stylesheet" href="{{ relURL "site.css" }}"></head><body>
<header><a href="{{ relURL "" }}">{{ site.Title }}</a><nav>{{ range $place := slice "actions" "bodies" "programmes" }}
<a href="{{ relURL $place }}">{{ humanize $place }}</a>{{ end }}</nav></header>
<main><h1>{{ .Title }}</h1>{{ block "main" . }}{{ end }}</main><footer>Invented words.</footer></body></html>
"""
PAGE = """{{ define "main" }}
{{ with .Params.item }}<p id="{{ .id }}">{{ .text }}</p>
<dl><dt>Identifier</dt><dd>{{ .id }}</dd><dt>Priority</dt>
<dd><a href="{{ relURL $.Params.of }}">{{ $.Params.label }}</a></dd><dt>Source</dt><dd>{{ .source }}</dd></dl>
<h2 id="named">Who is named</h2><ul>{{ range $.Params.bodies }}<li><a href="{{ relURL (print "bodies/" (urlize .)) }}">
{{ . }}</a></li>{{ else }}<li>Not named.</li>{{ end }}</ul>
<h2 id="updates">Updates</h2><p>No update published.</p>
<h2 id="cite">How to cite</h2><p>{{ $.Title }}. {{ $.Permalink }}</p>
<nav>{{ with $.Params.before }}<a href="{{ relURL . }}">{{ . }}</a>{{ end }}
{{ with $.Params.after }}<a href="{{ relURL . }}">{{ . }}</a>{{ end }}</nav>{{ end }}
{{ with .Params.priority }}{{ range .context }}<p>{{ .text }}</p>{{ end }}
<ol>{{ range .actions }}<li id="{{ .id }}"><a href="{{ relURL .id }}">{{ .text }}</a></li>{{ end }}</ol>
<ol>{{ range .aspirations }}<li id="{{ .id }}"><a href="{{ relURL .id }}">{{ .text }}</a></li>{{ end }}</ol>{{ end }}
{{ end }}
"""
TERM = """{{ define "main" }}<ul>{{ range .Pages }}<li><a href="{{ .RelPermalink }}">{{ .Params.item.text }}</a></li>
{{ end }}</ul>{{ end }}
"""
HOME = """{{ define "main" }}{{ range hugo.Data.priorities }}<h2><a href="{{ relURL .id }}">{{ .title }}</a></h2>
{{ end }}{{ end }}
"""
ALL = """{{ define "main" }}<ol>{{ range hugo.Data.priorities }}{{ range .actions }}
<li><a href="{{ relURL .id }}">{{ .text }}</a></li>{{ end }}{{ end }}</ol>{{ end }}
"""
INDEX = """[{{ range $n, $page := site.RegularPages }}{{ if $n }},{{ end }}
{{ dict "location" .RelPermalink "title" .Title "text" (cond (isset .Params "item") .Params.item.text "") | jsonify }}
{{ end }}]"""
STYLE = "body { margin: 2rem }\n"
SETTINGS = """baseURL = "https://example.org/"
title = "Measured Framework"
disableKinds = ["rss"]
[taxonomies]
body = "bodies"
[outputs]
home = ["html", "json"]
"""

#: Zensical runs this file anew for every page, so what was read is kept in a module of its own.
MACROS = """
import sys
import types
from pathlib import Path
import yaml

def plan():
    kept = sys.modules.setdefault("kept_plan", types.ModuleType("kept_plan"))
    paths = sorted(Path("priorities").glob("*.yml"))
    stamp = [path.stat().st_mtime_ns for path in paths]
    if getattr(kept, "stamp", None) != stamp:
        priorities = [yaml.safe_load(path.read_text()) for path in paths]
        items = {item["id"]: (item, one) for one in priorities for item in [*one["actions"], *one["aspirations"]]}
        bodies = [one["name"] for one in yaml.safe_load(Path("bodies.yml").read_text())]
        kept.stamp, kept.content = stamp, (priorities, items, bodies)
    return kept.content

def define_env(env):
    priorities, items, bodies = plan()

    @env.macro
    def item(name):
        it, priority = items[name]
        named = [f"- {body}" for body in bodies if body in it["text"]]
        return "\\n".join([it["text"], "", f"[{priority['nav_label']}]({priority['id']}.md)", "", "## Who is named", "",
                          *(named or ["Not named."]), "", "## Updates", "", "No update published."])

    @env.macro
    def priority(name):
        one = next(one for one in priorities if one["id"] == name)
        rows = [f"1. [{it['text']}]({it['id']}.md)" for it in [*one["actions"], *one["aspirations"]]]
        return "\\n".join([one["context"][0]["text"], "", *rows])

    @env.macro
    def named(name):
        found = [(key, it["text"]) for key, (it, _) in items.items() if f"{name} " in it["text"]]
        return "\\n".join(f"- [{text}](../{key}.md)" for key, text in found)
"""
NAIVE = "site_name: Measured Framework\nsite_url: https://example.org/\ntheme: material\nplugins: [search, macros]\n"


def write(folder: Path, files: dict[str, str]) -> None:
    """Files of a site, by their paths in its folder."""
    for name, text in files.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(text, encoding="utf-8")


def data(source: Path, folder: Path, priorities: Path) -> None:
    """A framework's YAML in the folder of a site: one file for each priority, and the registers beside their folder."""
    shutil.rmtree(folder, ignore_errors=True)
    shutil.copytree(
        source / "framework" / "editions" / "2023-27", priorities, ignore=shutil.ignore_patterns("edition*")
    )
    for name in ("bodies.yml", "programmes.yml"):
        shutil.copy(source / "framework" / name, priorities.parent / name)


def hugo(source: Path, folder: Path) -> Path:
    """A Hugo site of that framework; returns the file that an editor changes."""
    data(source, folder, folder / "data" / "priorities")
    write(folder, {
        "hugo.toml": SETTINGS, "content/_content.gotmpl": ADAPTER + NAMED, "layouts/_default/baseof.html": BASE,
        "layouts/_default/single.html": PAGE, "layouts/_default/list.html": TERM, "layouts/index.html": HOME,
        "layouts/index.json": INDEX, "layouts/_default/all.html": ALL,
        "content/actions.md": "---\ntitle: Actions\nlayout: all\n---\n", "static/site.css": STYLE,
    })  # fmt: skip
    return folder / "data" / "priorities" / "1-priority.yml"


def naive(source: Path, folder: Path) -> Path:
    """A stock MkDocs site of that framework; returns the file that an editor changes."""
    data(source, folder, folder / "priorities")
    pages = {"docs/index.md": "# Measured Framework\n", "mkdocs.yml": NAIVE, "main.py": MACROS}
    for path in sorted((folder / "priorities").glob("*.yml")):
        one = yaml.safe_load(path.read_text(encoding="utf-8"))
        pages[f"docs/{one['id']}.md"] = f"# {one['title']}\n\n{{{{ priority('{one['id']}') }}}}\n"
        for item in (*one["actions"], *one["aspirations"]):
            pages[f"docs/{item['id']}.md"] = f"# {item['id']}\n\n{{{{ item('{item['id']}') }}}}\n"
    for register in ("bodies", "programmes"):
        for one in yaml.safe_load((folder / f"{register}.yml").read_text(encoding="utf-8")):
            pages[f"docs/{register}/{one['id']}.md"] = f"# {one['name']}\n\n{{{{ named('{one['name']}') }}}}\n"
    write(folder, pages)
    return folder / "priorities" / "1-priority.yml"


def install(folder: Path, package: str) -> Path | None:
    """A package in an environment of its own, and its program; nothing where it cannot be had."""
    subprocess.run([sys.executable, "-m", "venv", "--without-pip", folder], check=True)  # noqa: S603
    python = str(folder / "bin" / "python")
    pip = [sys.executable, "-m", "pip", "--python", python, "install", "-qq", package]
    if subprocess.run(pip, check=False).returncode:  # noqa: S603
        return None
    binary = folder.glob(f"lib/python*/site-packages/{package}/binaries/{package}*")  # not the script that starts it
    return next(binary, folder / "bin" / package)
