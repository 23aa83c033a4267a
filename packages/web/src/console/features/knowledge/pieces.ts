import type { TextPiece } from '@opentocc/contract';

/** The words that hits mark, the longest first; single characters only where nothing longer was found. */
export function wordsIn(pieces: readonly TextPiece[]): readonly string[] {
  const marked = [...new Set(pieces.filter(({ hit }) => hit).map(({ text }) => text))];
  const long = marked.filter((word) => [...word].length > 1);
  return (long.length > 0 ? long : marked).sort((a, b) => b.length - a.length);
}

/** A text cut where words stand in it, whatever their case. */
export function piecesOf(text: string, words: readonly string[]): readonly TextPiece[] {
  if (words.length === 0) return [{ text, hit: false }];
  const word = new RegExp(`(${words.map(escaped).join('|')})`, 'giu');
  // Every second part is what the group caught.
  return text
    .split(word)
    .map((part, i) => ({ text: part, hit: i % 2 === 1 }))
    .filter((piece) => piece.text !== '');
}

const escaped = (word: string): string => word.replace(/[\\^$.*+?()[\]{}|/]/g, '\\$&');
