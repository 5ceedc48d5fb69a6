"""The elements of a StratML file, by their names alone: its root, their texts, and the results that they state."""

from __future__ import annotations

import html
import re
from collections.abc import Iterator
from itertools import chain
from typing import NamedTuple

from lxml import etree

from strategic_framework.importing import guard
from strategic_framework.importing.outline import Refused, Remark

_ROOTS = {"StrategicPlan", "PerformancePlanOrReport"}
#: The most ampersands that are put right: each costs memory, and nobody writes so many.
_MOST_MENDED = 100_000


def root_of(data: bytes) -> tuple[etree._Element, tuple[Remark, ...]]:
    """The root of the file, with ampersands and entities of HTML put right, as many files have them by mistake."""
    text, remarks = (
        (data.decode("latin-1"), ()) if _names_encoding(data) else guard.text_of(data, longest=guard.LARGEST)
    )
    body = re.sub(r"\A\s*<\?xml[^>]{0,200}\?>", lambda declaration: "\n" * declaration[0].count("\n"), text)
    mended = (
        body
        if body.count("&") > _MOST_MENDED
        else re.sub(r"&(?!#\d+;|#x[\da-fA-F]+;|(?:amp|lt|gt|quot|apos);)([A-Za-z]{2,20};)?", _ampersand, body)
    )
    if mended != body and "<!ENTITY" not in body:
        remarks += (Remark("", "repaired", "Ampersands and entities that XML does not know are read as was meant."),)
        body = mended
    root = guard.tree(body.encode())
    if name_of(root) not in _ROOTS:
        raise Refused(f"It is XML, and no StratML: it begins with <{name_of(root)}>, not <StrategicPlan>.")
    return root, remarks


def _names_encoding(data: bytes) -> bool:
    return re.match(rb"\s*<\?xml[^>]{0,100}encoding=[\"']iso-8859-1[\"']", data, re.IGNORECASE) is not None


def _ampersand(match: re.Match[str]) -> str:
    known = html.unescape(match[0]) if match[1] else "&"
    return known if known != match[0] and known not in "<>&" else f"&amp;{match[1] or ''}"


def name_of(element: etree._Element) -> str:
    """The name of an element without its namespace; nothing for a comment."""
    return etree.QName(element).localname if isinstance(element.tag, str) else ""


def children(parent: etree._Element, name: str) -> Iterator[etree._Element]:
    """The elements of that name directly below."""
    return (child for child in parent if name_of(child) == name)


def text_in(parent: etree._Element, name: str) -> str:
    """The text of the first element of that name directly below that has any; else nothing."""
    return next(filter(None, (own_text(child) for child in children(parent, name))), "")


def own_text(element: etree._Element) -> str:
    """All the text of an element, on one line."""
    return guard.plain(" ".join(map(str, element.itertext())))


def place_of(element: etree._Element) -> str:
    """Where an element stands, as a report tells it."""
    return f"line {element.sourceline}"


class _Result(NamedTuple):
    """A number or words of a result: whether it is a target, a baseline or a value, and the date that it is for."""

    what: str
    date: str
    value: str


#: How words say what a result is and which date it is for, as our own files have it: “Target, for March 2028.”
_FOR = re.compile(r"(?:(?P<what>Target|Baseline), )?(?:for|For) (?P<date>[^.:]{4,20})[.:]")


def results_of(indicator: etree._Element, name: str) -> Iterator[_Result]:
    """Each result of that name that states a number or words, in the order of the file."""
    instances = chain([indicator], children(indicator, "MeasurementInstance"))
    for result in (result for instance in instances for result in children(instance, name)):
        words = _FOR.match(text_in(result, "Description"))
        date = text_in(result, "EndDate") or text_in(result, "StartDate") or (words["date"] if words else "")
        what = "target" if name == "TargetResult" else "value"
        if words and words["what"]:
            what = words["what"].lower()
        if value := text_in(result, "NumberOfUnits") or ("" if words else _descriptor(result)):
            yield _Result(what, date, value)


def _descriptor(result: etree._Element) -> str:
    values = (text_in(descriptor, "DescriptorValue") for descriptor in children(result, "Descriptor"))
    return next(filter(None, values), "") or text_in(result, "Description")
