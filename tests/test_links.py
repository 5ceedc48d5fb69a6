"""Addresses: what every thing is called, and what a page writes to reach it."""

from __future__ import annotations

import pytest

from strategic_framework.content.links import relative_url
from strategic_framework.model import identifier, make_identifier
from strategic_framework.views.base import Here
from strategic_framework.views.site import Site


@pytest.mark.parametrize(
    ("page", "address", "written"),
    [
        ("", "", "./"),
        ("", "alliance/", "alliance/"),
        ("", "#changes", "#changes"),
        ("2023-27/act-01/", "2023-27/act-01/", "./"),
        ("2023-27/whole.html", "2023-27/whole.html", "whole.html"),
        ("2023-27/whole.html", "2023-27/whole.html#act-01", "#act-01"),
        ("2023-27/act-01/", "2023-27/act-02/", "../act-02/"),
        ("2023-27/act-01/", "", "../../"),
        ("2023-27/act-01/", "2023-27/act-01/#cite", "#cite"),
        ("2023-27/", "2023-27/pri-2/#act-14", "pri-2/#act-14"),
        ("2023-27/act-01/", "data/2023-27/act-01.json", "../../data/2023-27/act-01.json"),
        ("2023-27/act-01/", "2023-27/", "../"),
        ("2023-27/act-01/", "2023-27/#priorities", "../#priorities"),
        ("2023-27/act-01/", "2023-27/act-01/feed.xml", "feed.xml"),
        ("2023-27/versions/2/", "2023-27/versions/1/pri-3/", "../1/pri-3/"),
        ("2023-27/whole.html", "2023-27/act-01/", "act-01/"),
        ("2023-27/whole.html", "alliance/", "../alliance/"),
        ("/", "alliance/", "/alliance/"),
        ("/repo/", "alliance/#all-jp3", "/repo/alliance/#all-jp3"),
    ],
)
def test_relative_url(site: Site, page: str, address: str, written: str) -> None:
    """Links are relative to the page, so that the site works under any path; the not-found page's are absolute."""
    assert relative_url(page, address) == written
    assert Here(site, page).to(address) == written


@pytest.mark.parametrize(
    ("item", "address"),
    [
        ("act-14", "2023-27/act-14/"),
        ("asp-06", "2023-27/asp-06/"),
        ("pri-2", "2023-27/pri-2/"),
        ("ctx-2", "2023-27/pri-2/#ctx-2"),
        ("prin-3", "2023-27/pri-2/#prin-3"),
        ("intro-1", "2023-27/#intro-1"),
        ("past-1", "2020-22/#past-1"),
        ("para-07", "2020-22/#para-07"),
        ("cross-3", "2020-22/#cross-3"),
        ("all-jp3", "alliance/#all-jp3"),
    ],
)
def test_every_item_has_a_permanent_address(site: Site, item: str, address: str) -> None:
    """An item has a page of its own or an anchor that comes from its identifier."""
    assert site.links.item(item) == address


@pytest.mark.parametrize("text", ["act-14", "pri-1", "all-jp3", "all-c1", "para-07", "upd-0001", "prin-4"])
def test_identifiers_come_apart_and_together(text: str) -> None:
    """An identifier is a prefix and a number, padded as its kind is."""
    parts = identifier(text)
    assert parts is not None
    assert make_identifier(parts.prefix, parts.number) == text


@pytest.mark.parametrize("text", ["act-7", "act-014", "pri-01", "act-00", "action-1", "all-jp-3", "act14", "", "é-1"])
def test_what_is_not_an_identifier(text: str) -> None:
    """Wrong padding, unknown prefixes and zero are refused."""
    assert identifier(text) is None
