"""The rules that no check applies: files and pages are held to them while they are read."""

from __future__ import annotations

from strategic_framework.checks.registry import Rule

_MEANINGS = {
    # of a file: source
    "symbolic-link": "A file is the file itself, not a link to another.",
    "unreadable": "A file can be read.",
    "not-utf-8": "A file is saved as UTF-8.",
    "too-large": "A file has at most one megabyte.",
    "too-many": "After a hundred faults in one file, the rest are only counted.",
    "empty-file": "A file has something in it.",
    "no-keys": "A file begins with keys, or with a list of entries.",
    "conflict": "No line is left of two versions that git could not join.",
    "second-document": "A file has no line of three dashes within it.",
    "directive": "No line begins with a per cent sign.",
    "syntax": "The lines of a file fit together.",
    "published-before": "What was public earlier is here, unchanged (`verify --against`).",
    "served": "A built site serves what was sealed (`verify --site`).",
    "lock": "The record of what is published can be read.",
    # of its characters
    "tab": "Lines are indented with spaces, and there is no tab in a text.",
    "odd-space": "Every space is an ordinary one.",
    "odd-line-break": "Every line break is an ordinary one.",
    "control-character": "There are no control characters.",
    "hidden-character": "There are no characters that cannot be seen.",
    "lost-character": "No character stands for a letter that was lost.",
    # of its keys, texts and lists
    "indentation": "Keys that belong together stand exactly under each other.",
    "missing-colon": "After a key stands a colon.",
    "missing-space": "After the colon of a key, and after the dash of a list, stands a space.",
    "empty-key": "Before a colon stands a key.",
    "complex-key": "A key is a word, not a list or a group of keys.",
    "duplicate-key": "A key stands once in each entry.",
    "merge-key": "Keys are written out where they stand.",
    "colon-in-text": "A text with a colon and a space in it stands in quotation marks or after >-.",
    "text-cut-short": "A text with a space and # in it stands in quotation marks or after >-.",
    "curly-quotes": "Curly quotation marks do not stand around a text as straight ones may.",
    "further-in": "All lines of a text after >- stand exactly under each other.",
    "comment-in-text": "A comment stands above a key, not inside a text.",
    "text-after-arrow": "The text of >- begins on the next line.",
    "text-after-quote": "Nothing stands behind the quotation mark that ends a text.",
    "text-after-bracket": "Nothing stands behind the bracket that ends a list.",
    "unclosed-quote": "A quotation mark that opens a text is closed.",
    "unclosed-bracket": "A bracket that opens a list is closed.",
    "backslash": "Between double quotation marks a backslash begins a code that exists.",
    "first-character": "A text does not begin with a character that has another meaning.",
    "anchor": "Nothing is marked for repetition: everything is written out.",
    "alias": "Nothing repeats what stands elsewhere: everything is written out.",
    "explicit-tag": "A text does not begin with an exclamation mark.",
    "too-deep": "Lists and groups of keys stand at most twenty deep in each other.",
    # of the folder: loader
    "no-framework": "The command runs in the folder that holds framework.",
    "stray-file": "Every file in framework has a name that something reads.",
    "missing-file": "framework.yml, sources.yml and the edition.yml of each edition are there.",
    "unknown-edition": "The current edition is one of the folders in framework/editions.",
    "edition-folder": "An edition is called after its folder.",
    # of an entry: validate
    "missing-key": "Whatever is needed to show an entry is written in it.",
    "unknown-key": "Every key is one that belongs where it stands.",
    "no-status": "Nothing claims progress: there is no status, progress, percentage or rating.",
    "wrong-value": "Every value has the form that its key asks for.",
    # of a table of values: series
    "table": "A table of values is saved as CSV, with its columns named and a number in figures for each date.",
    # of a proposal, beside its base: proposal
    "sealed": "A proposal leaves alone what publishing writes: the record, the addresses and the numbers.",
    # of a proposal, as it is laid over the content: ledger/proposals
    "proposal-unknown": "A proposal names what is there.",
    "proposal-stale": "A proposal is written against the words that stand there, or touches other words of them.",
    "proposal-contradicts": "Two proposals do not say opposite things of one item.",
    "proposal-misplaced": "What a proposal adds or moves can stand where it says.",
    "proposal-incomplete": "A proposal leaves no item without words.",
    "proposal-by-hand": "What a proposal changes stands in a form that can be edited for you.",
    "suggestion": "A proposal says who decided it, when and why, before it is published.",
    # of publishing, once everything else is sound: publishing
    "decided-later": "A decision is not later than its publication.",
    "lost-address": "Every address that was published still answers.",
    # of the pages in docs: pages
    "page-unreadable": "A page in docs can be read, and is saved as UTF-8.",
    "page-kind": "The name in square brackets of a page in docs is a kind of item.",
    "page-call": "A call in a page is one that exists, and can be shown where it stands.",
    "page-heading": "A heading in a page has an address of its own, and begins with ## or more.",
    "docs-file": "Every file in docs is of a kind that is published, and takes no other page’s place.",
    "logo-file": "The file of the logo is there.",
    "page-needs": "A page needs only parts that a framework can have.",
    "page-head": "A page that is made for many items begins with the call for its heading.",
}

#: These rules as they are listed, beside those of `registry.RULES`.
FILE_RULES: tuple[Rule, ...] = tuple(Rule(code, meaning) for code, meaning in _MEANINGS.items())
