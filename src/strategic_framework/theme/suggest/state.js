// What the form knows of every sentence, and the edits of it that the reader has made. No part of the page is known here.
const HALF = 0.5; // two wordings less alike than this may not be of the same thing
const put = (text, values) => Object.entries(values).reduce((all, [name, value]) => all.replaceAll(`{${name}}`, () => value), text);
const sentences = new Map();
let documents = {};
let edits = [];

const slot = (edit) => (edit.kind === "add" ? "add " : "own ") + edit.item;
const tidied = (edit) => tidy(edit.words, sentences.get(edit.item).text);
const hasWords = (kind) => kind === "reword" || kind === "add";
