"""The plain site made with Eleventy: the same pages as Hugo's plain one, in Nunjucks, from the same YAML."""

from __future__ import annotations

import os
import shutil
import subprocess
from pathlib import Path

import peers

#: The YAML as the templates want it: every item with what stands around it, and every name with where it stands.
DATA = """
const fs = require("fs"), yaml = require("js-yaml");
const read = path => yaml.load(fs.readFileSync(path, "utf8"));
const numbers = (one, other) => one.localeCompare(other, undefined, {numeric: true});
const slug = name => name.toLowerCase().replaceAll(" ", "-");
module.exports = () => {
  const priorities = fs.readdirSync("priorities").sort(numbers).map(name => read(`priorities/${name}`));
  const items = [], named = {};
  for (const priority of priorities) for (const kind of [priority.actions, priority.aspirations])
    kind.forEach((item, at) => {
      const bodies = (item.text.match(/Body \\d+ of the Glen/g) || []).map(name => ({name, slug: slug(name)}));
      items.push({...item, priority, bodies, before: kind[at - 1], after: kind[at + 1]});
      for (const body of bodies) (named[body.name] ||= []).push(item);
    });
  const page = (kind, name) => ({name, path: `${kind}/${slug(name)}`, items: named[name]});
  const pages = kind => read(`${kind}.yml`).map(({name}) => page(kind, name));
  return {priorities, items, actions: priorities.flatMap(one => one.actions),
    names: [...pages("bodies"), ...pages("programmes")]};
};
"""
SETTINGS = """
module.exports = settings => {
  settings.addWatchTarget("./priorities/");
  settings.addPassthroughCopy("site.css");
  return {dir: {input: "pages", includes: "../layouts", data: "../data"}};
};
"""
BASE = """<!doctype html><html lang="en-GB"><head><meta charset="utf-8"><title>{{ title }} – Measured Framework</title>
<meta name="description" content="{{ words }}">
<link rel="canonical" href="https://example.org{{ page.url }}"><link rel="stylesheet" href="/site.css"></head><body>
<header><a href="/">Measured Framework</a><nav><a href="/actions/">Actions</a>
<a href="/bodies/">Bodies</a><a href="/programmes/">Programmes</a></nav></header>
<main><h1>{{ title }}</h1>{% block main %}{% endblock %}</main><footer>Invented words.</footer></body></html>
"""
ITEM = """---
pagination: {data: plan.items, size: 1, alias: item}
permalink: "{{ item.id }}/"
---
{% set title = item.id + ": " + item.text | truncate(50) %}{% set words = item.text %}
{% extends "base.njk" %}{% block main %}<p id="{{ item.id }}">{{ item.text }}</p>
<dl><dt>Identifier</dt><dd>{{ item.id }}</dd><dt>Priority</dt>
<dd><a href="/{{ item.priority.id }}/">{{ item.priority.nav_label }}</a></dd>
<dt>Source</dt><dd>{{ item.source }}</dd></dl>
<h2 id="named">Who is named</h2><ul>{% for body in item.bodies %}<li><a href="/bodies/{{ body.slug }}/">
{{ body.name }}</a></li>{% else %}<li>Not named.</li>{% endfor %}</ul>
<h2 id="updates">Updates</h2><p>No update published.</p>
<h2 id="cite">How to cite</h2><p>{{ title }}. https://example.org{{ page.url }}</p>
<nav>{% if item.before %}<a href="/{{ item.before.id }}/">{{ item.before.id }}</a>{% endif %}
{% if item.after %}<a href="/{{ item.after.id }}/">{{ item.after.id }}</a>{% endif %}</nav>{% endblock %}
"""
PRIORITY = """---
pagination: {data: plan.priorities, size: 1, alias: priority}
permalink: "{{ priority.id }}/"
---
{% set title = priority.title %}
{% extends "base.njk" %}{% block main %}{% for part in priority.context %}<p>{{ part.text }}</p>{% endfor %}
{% for kind in [priority.actions, priority.aspirations] %}<ol>{% for item in kind %}
<li id="{{ item.id }}"><a href="/{{ item.id }}/">{{ item.text }}</a></li>{% endfor %}</ol>{% endfor %}{% endblock %}
"""
NAMED = """---
pagination: {data: plan.names, size: 1, alias: name}
permalink: "{{ name.path }}/"
---
{% set title = name.name %}
{% extends "base.njk" %}{% block main %}<ul>{% for item in name.items %}
<li><a href="/{{ item.id }}/">{{ item.text }}</a></li>{% endfor %}</ul>{% endblock %}
"""
ALL = """---
permalink: "actions/"
---
{% set title = "Actions" %}
{% extends "base.njk" %}{% block main %}<ol>{% for item in plan.actions %}
<li><a href="/{{ item.id }}/">{{ item.text }}</a></li>{% endfor %}</ol>{% endblock %}
"""
HOME = """---
permalink: "index.html"
---
{% set title = "Measured Framework" %}
{% extends "base.njk" %}{% block main %}{% for priority in plan.priorities %}
<h2><a href="/{{ priority.id }}/">{{ priority.title }}</a></h2>{% endfor %}{% endblock %}
"""
INDEX = """---
permalink: "index.json"
---
[{% for item in plan.items %}{% if loop.index0 %},{% endif %}
{{ {location: "/" + item.id + "/", title: item.id, text: item.text} | dump | safe }}{% endfor %}]
"""


def site(source: Path, folder: Path) -> Path:
    """An Eleventy site of that framework; returns the file that an editor changes."""
    peers.data(source, folder, folder / "priorities")
    peers.write(folder, {
        "eleventy.config.js": SETTINGS, "data/plan.js": DATA, "layouts/base.njk": BASE, "site.css": peers.STYLE,
        "pages/item.njk": ITEM, "pages/priority.njk": PRIORITY, "pages/named.njk": NAMED, "pages/actions.njk": ALL,
        "pages/index.njk": HOME, "pages/search.njk": INDEX,
    })  # fmt: skip
    return folder / "priorities" / "1-priority.yml"


def install(folder: Path) -> Path | None:
    """Eleventy in a folder of its own, with a reader of YAML, or nothing where it cannot be had."""
    npm = shutil.which("npm")
    if not npm:
        return None
    folder.mkdir(parents=True)
    wanted = [npm, "install", "--silent", "--no-audit", "--no-fund", "--ignore-scripts", "@11ty/eleventy", "js-yaml"]
    subprocess.run(wanted, cwd=folder, check=False)  # noqa: S603
    os.environ["NODE_PATH"] = str(folder / "node_modules")  # where the sites, in folders of their own, find the reader
    return next(folder.glob("node_modules/.bin/eleventy"), None)
