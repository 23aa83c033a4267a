import type { TextPiece } from '@opentocc/contract';
import { normalise } from '@opentocc/core/text';

const EXCERPT_LETTERS = 110;
const BEFORE_LETTERS = 24;

/** A text in pieces, with every place where a word stands or, where no whole word does, a pair of its letters. */
export function cut(text: string, words: readonly string[]): TextPiece[] {
  const form = formOf(text);
  const marks = new Uint8Array(text.length);
  for (const word of words)
    if (!mark(form, word, marks))
      for (let at = 0; at + 2 <= word.length; at++) mark(form, word.slice(at, at + 2), marks);
  const pieces: TextPiece[] = [];
  for (let from = 0; from < text.length; ) {
    let to = from + 1;
    while (to < text.length && marks[to] === marks[from]) to++;
    pieces.push({ text: text.slice(from, to), hit: marks[from] === 1 });
    from = to;
  }
  return pieces;
}

/** The part of a text in which most of the words stand. */
export function excerptOf(text: string, words: readonly string[]): TextPiece[] {
  const pieces = cut(text, words);
  const hits: number[] = [];
  let at = 0;
  for (const { text: piece, hit } of pieces) {
    if (hit) hits.push(at);
    at += piece.length;
  }
  const within = (from: number) => hits.filter((hit) => hit >= from && hit < from + EXCERPT_LETTERS).length;
  const best = hits.reduce((a, b) => (within(b) > within(a) ? b : a), hits[0] ?? 0);
  const from = Math.max(0, best - BEFORE_LETTERS);
  const shown = text.slice(from, from + EXCERPT_LETTERS);
  const part = cut(shown, words);
  if (from > 0) part.unshift({ text: '…', hit: false });
  if (from + EXCERPT_LETTERS < text.length) part.push({ text: '…', hit: false });
  return part;
}

/** As long as the text, letter by letter, so that places in it are places in the text. */
const formOf = (text: string): string =>
  Array.from({ length: text.length }, (_, i) => {
    const form = normalise(text[i]);
    return form.length === 1 ? form : text[i];
  }).join('');

function mark(form: string, word: string, marks: Uint8Array): boolean {
  let found = false;
  if (word === '') return false;
  for (let at = form.indexOf(word); at >= 0; at = form.indexOf(word, at + 1)) {
    marks.fill(1, at, at + word.length);
    found = true;
  }
  return found;
}
