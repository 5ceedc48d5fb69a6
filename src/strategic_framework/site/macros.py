"""The macros that pages of `docs/` may call: a name, what it lays out, and the view behind it.

A *block* macro stands alone on its line and lays out a component. An *inline* macro may stand in a sentence and gives
plain text. The docstring of a view is the macro's documentation; the page `about/macros` shows each with its result.
"""

from __future__ import annotations

import ast
import inspect
import re
from collections.abc import Callable
from typing import Any, NamedTuple

from strategic_framework.content.problems import suggestion
from strategic_framework.language.english import number as in_words
from strategic_framework.rendering.templates import render_all
from strategic_framework.rendering.templates import safe as mark_safe
from strategic_framework.views import (
    alliance,
    changes,
    cite,
    compare,
    health,
    history,
    keys,
    linked,
    lists,
    named,
    page_heading,
    priority,
    record,
    reference,
    translated,
    versions,
)
from strategic_framework.views.base import Here, View, paragraph
from strategic_framework.views.diagrams.flow import flow
from strategic_framework.views.diagrams.neighbours import around
from strategic_framework.views.diagrams.versions_strip import life
from strategic_framework.views.diagrams.weave import weave
from strategic_framework.views.retired import in_force


class MacroError(ValueError):
    """A call that cannot be answered; the message is for the person who wrote it."""


class Call(NamedTuple):
    """A call as written in a page: its name, its arguments and its line."""

    name: str
    args: tuple[Any, ...]
    kwargs: dict[str, Any]
    line: int


def item(here: Here, identifier: str) -> View:
    """One item, whole, with its label: `{{ item("act-14") }}`."""
    if identifier not in here.framework.items:
        raise MacroError(_unknown(identifier, here.framework.items))
    return lists.listing(here, [identifier])


def items(here: Here, *identifiers: str) -> View:
    """Several items, whole, in the order given: `{{ items("act-12", "act-13") }}`."""
    for identifier in identifiers:
        item(here, identifier)
    return lists.listing(here, identifiers)


def macro_list(here: Here) -> View:
    """Every macro with what it is for, how it is written and what it gives."""
    examples = _examples(here)
    rows = [_documented(here, name, examples) for name in (*INLINE, *BLOCKS)]
    return View("macros", {"macros": rows})


def count(here: Here, what: str, words: bool = False) -> str:
    """How many there are of something, in figures or in words: `{{ count("actions") }}`."""
    edition, framework = here.edition, here.framework
    counts = {
        "priorities": len(edition.priorities), "actions": len(in_force(edition.actions)),
        "aspirations": len(in_force(edition.aspirations)), "bodies": len(named.named_in_actions(here)),
        "programmes": len(framework.programmes), "sources": len(framework.sources),
        "editions": len(framework.editions), "updates": len(framework.updates), "links": len(linked.threads(here)),
    }  # fmt: skip
    if what not in counts:
        raise MacroError(_unknown(what, counts))
    return in_words(counts[what]) if words else str(counts[what])


def link(here: Here, name: str) -> str:
    """The address of an item, a body, a programme, an edition or a page: `[Action 14]({{ link("act-14") }})`."""
    address = here.links.url_for(name)
    if address is None:
        known = [*here.framework.items, *here.framework.priorities, *here.site.body_names]
        raise MacroError(_unknown(name, known))
    return here.to(address)


def setting(here: Here, name: str) -> str:
    """A value of framework.yml, such as the publisher or the rights: `{{ setting("publisher") }}`."""
    settings = here.framework.settings
    values = {"publisher": settings.publisher.name, "title": settings.title, "address": settings.address,
              "contact": settings.contact or "", "repository": settings.repository or "", "rights": settings.rights,
              "as_at": settings.as_at}  # fmt: skip
    if name not in values:
        raise MacroError(_unknown(name, values))
    return values[name]


def contact(here: Here) -> View:
    """How to reach whoever runs the site, or that this is not stated."""
    settings = here.framework.settings
    if settings.contact:
        return paragraph(
            "Write to ", parts=[{"href": settings.contact, "text": settings.contact.removeprefix("mailto:")}]
        )
    return paragraph("No contact address is stated for this demonstration.")


def _unknown(name: str, known: Any) -> str:
    meant = suggestion(name, known)
    return f"“{name}” is not known." + (f" Did you mean “{meant}”?" if meant else "")


Shape = str
Shown = View | list[View] | str
#: name → (shape, view). Shapes: head (once, first), section (brings its own heading), block (under a heading).
BLOCKS: dict[str, tuple[Shape, Callable[..., View | list[View]]]] = {
    "heading": ("head", page_heading.heading),
    "wording": ("head", page_heading.wording),
    "item": ("block", item),
    "items": ("block", items),
    "priorities": ("block", lists.priorities),
    "introduction": ("block", lists.introduction),
    "diagram_note": ("block", lists.diagram_note),
    "coverage": ("block", lists.coverage),
    "ways": ("block", reference.ways),
    "weave": ("block", weave),
    "threads": ("block", linked.thread_list),
    "shared": ("block", linked.shared),
    "publication": ("block", compare.publication),
    "context": ("section", priority.context),
    "role": ("section", priority.role),
    "actions": ("section", priority.actions),
    "aspirations": ("section", priority.aspirations),
    "linked": ("section", priority.linked),
    "neighbours": ("section", priority.neighbours),
    "moved_away": ("section", history.moved_away),
    "all_actions": ("section", lists.all_actions),
    "cross_cutting": ("section", lists.cross_cutting),
    "tracker": ("block", lists.tracker),
    "translations": ("section", translated.translations),
    "glance": ("block", record.glance),
    "around": ("section", around),
    "updates": ("block", record.updates),
    "leads": ("section", record.leads),
    "same_work": ("section", record.same_work),
    "before": ("section", record.before),
    "cite": ("block", cite.cite),
    "source": ("block", record.source),
    "item_data": ("block", record.data),
    "update": ("section", reference.update),
    "history": ("section", history.history),
    "change_log": ("section", changes.change_log),
    "change_facts": ("block", changes.change_facts),
    "change_records": ("section", changes.change_records),
    "latest_changes": ("section", changes.newest),
    "since_last_read": ("section", changes.since_last_read),
    "feeds": ("block", changes.feeds),
    "life": ("section", life),
    "version_picker": ("section", versions.version_picker),
    "version_list": ("block", versions.version_list),
    "version_facts": ("block", versions.version_facts),
    "version_words": ("section", versions.version_words),
    "version_compared": ("section", versions.version_compared),
    "versions_by_date": ("section", versions.by_date),
    "matrix": ("block", named.matrix),
    "matrix_words": ("block", named.matrix_words),
    "bodies": ("block", named.bodies),
    "bodies_elsewhere": ("block", named.bodies_elsewhere),
    "programmes": ("block", named.programmes),
    "programmes_elsewhere": ("block", named.programmes_elsewhere),
    "described": ("block", named.described),
    "mentioned": ("block", named.mentioned),
    "also_known": ("block", named.also_known),
    "policy_areas": ("block", reference.policy_areas),
    "policy_area_words": ("block", reference.policy_area_words),
    "alliance_coverage": ("block", alliance.coverage),
    "alliance_purpose": ("block", alliance.purpose),
    "alliance_cite": ("block", cite.alliance_cite),
    "commitments": ("section", alliance.commitments),
    "crosswalk": ("section", alliance.crosswalk),
    "governance": ("section", alliance.governance),
    "results": ("section", alliance.results),
    "ambitions": ("section", alliance.ambitions),
    "editions": ("block", compare.editions),
    "to_comparison": ("section", compare.to_comparison),
    "tally": ("block", compare.tally),
    "flow": ("block", flow),
    "comparison": ("section", compare.comparison),
    "described_whole": ("section", compare.described_whole),
    "whole": ("section", reference.whole),
    "timeline": ("block", reference.timeline),
    "glossary": ("block", reference.glossary),
    "sources": ("section", reference.sources),
    "data": ("block", reference.data),
    "health": ("block", health.health),
    "keys": ("block", keys.keys),
    "contact": ("block", contact),
    "macro_list": ("block", macro_list),
}
INLINE: dict[str, Callable[..., str]] = {"count": count, "link": link, "setting": setting}


def _examples(here: Here) -> dict[str, tuple[str, tuple[str, ...]]]:
    """Macro → how it is written as an example and its arguments, with items that this framework has."""
    items = [*(action.id for action in here.edition.actions), *here.framework.items]
    one, two = items[0], items[-1]
    return {
        "count": ('{{ count("actions") }}', ("actions",)),
        "link": (f'[an action]({{{{ link("{one}") }}}})', (one,)),
        "setting": ('{{ setting("publisher") }}', ("publisher",)),
        "item": (f'{{{{ item("{one}") }}}}', (one,)),
        "items": (f'{{{{ items("{one}", "{two}") }}}}', (one, two)),
    }


#: Macros that give the same on every page, so that the macros page can show their result.
_ANYWHERE = {"priorities", "introduction", "coverage", "matrix", "matrix_words", "bodies", "editions", "tally", "ways",
             "timeline", "policy_area_words", "publication", "contact", "shared"}  # fmt: skip


def _documented(here: Here, name: str, examples: dict[str, tuple[str, tuple[str, ...]]]) -> dict[str, Any]:
    inline = name in INLINE
    view = _view(name)
    example, args = examples.get(name, (f"{{{{ {name}() }}}}", ()))
    live = name in _ANYWHERE or name in examples
    result: Any = ""
    if live:
        result = view(here, *args) if inline else _anonymous(str(render_all(view(here, *args))))
    parameters = list(inspect.signature(view).parameters.values())[1:]
    signature = ", ".join(str(one.replace(annotation=inspect.Parameter.empty)) for one in parameters)
    return {
        "name": name,
        "signature": f"{name}({signature})",
        "doc": _in_words(view),
        "example": example,
        "live": live,
        "inline": inline,
        "result": result,
        "where": "" if live else "Belongs on the pages of the kind it describes; see them for its result.",
    }


def _in_words(view: Callable[..., Any]) -> str:
    """The docstring less the example after its colon, which stands beside it."""
    return re.sub(r": `.*`\.$", ".", inspect.cleandoc(view.__doc__ or "").split("\n\n")[0], flags=re.DOTALL).replace(
        "`", ""
    )


def _anonymous(html: str) -> Any:
    """Example results bring no identifiers with them: an identifier stands once on a page."""
    return mark_safe(re.sub(r' (?:id|aria-labelledby|aria-describedby)="[^"]*"', "", html))


def parse(text: str, line: int) -> Call:
    """The call between `{{` and `}}`: a known name and plain values as arguments."""
    try:
        node = ast.parse(text.strip(), mode="eval").body
    except (SyntaxError, ValueError, RecursionError, MemoryError):
        raise MacroError("This is not a call: write a name and brackets, such as {{ priorities() }}.") from None
    if not isinstance(node, ast.Call) or not isinstance(node.func, ast.Name):
        raise MacroError("This is not a call: write a name and brackets, such as {{ priorities() }}.")
    name = node.func.id
    if name not in BLOCKS and name not in INLINE:
        raise MacroError(_unknown(name, [*BLOCKS, *INLINE]))
    try:
        args = tuple(ast.literal_eval(arg) for arg in node.args)
        kwargs = {str(word.arg): ast.literal_eval(word.value) for word in node.keywords}
    except ValueError:
        raise MacroError("Between the brackets stand only plain values, such as “act-14” in quotes.") from None
    return checked(name, args, kwargs, line)


def checked(name: str, args: tuple[Any, ...], kwargs: dict[str, Any], line: int = 0) -> Call:
    """A call whose arguments fit its macro. Raises MacroError with a plain message."""
    try:
        inspect.signature(_view(name)).bind(None, *args, **kwargs)
    except TypeError as fault:
        raise MacroError(f"{name}: {fault}.") from None
    if any(not isinstance(value, (str, bool)) for value in (*args, *kwargs.values())):
        raise MacroError(f"{name} takes texts in quotes.")
    return Call(name, args, kwargs, line)


def run(here: Here, call: Call) -> str:
    """The HTML of a block macro, or the text of an inline one. Raises MacroError with a plain message."""
    return laid_out(shown(here, call))


def shown(here: Here, call: Call) -> Shown:
    """What a call shows, as plain data that is not laid out yet. Raises MacroError with a plain message."""
    tried = here.site.tried
    kept: Shown | None = tried.pop(_asked(here, call), None) if tried else None
    return _view(call.name)(here, *call.args, **call.kwargs) if kept is None else kept


def tried(here: Here, call: Call) -> None:
    """Answer a call as `shown` does, and keep the answer for the page that will ask next: some take a second."""
    here.site.tried[_asked(here, call)] = shown(here, call)


def _asked(here: Here, call: Call) -> tuple[Any, ...]:
    return here.address, call.name, call.args, tuple(call.kwargs.items())


def laid_out(data: Shown) -> str:
    """The HTML of what a call shows; a text is itself."""
    return data if isinstance(data, str) else str(render_all(data))


def _view(name: str) -> Callable[..., Any]:
    return INLINE[name] if name in INLINE else BLOCKS[name][1]
