import type { ArticleVersion } from '@opentocc/contract';
import { diffArrays } from 'diff';

/** A piece of two texts: what both have, or what one of them has alone. */
export interface DifferencePiece {
  readonly text: string;
  readonly kind: 'same' | 'added' | 'removed';
}

/** Two texts that differ in everything are not compared longer than this, ms. */
const LONGEST_MS = 500;
const words = new Intl.Segmenter('zh', { granularity: 'word' });
const cut = (text: string): string[] => [...words.segment(text)].map(({ segment }) => segment);

/** What became of a text, word by word; pieces joined give both texts to the letter. */
export function differenceOf(before: string, after: string): readonly DifferencePiece[] {
  const changes = diffArrays(cut(before), cut(after), { timeout: LONGEST_MS });
  const whole: readonly DifferencePiece[] = [
    { text: before, kind: 'removed' },
    { text: after, kind: 'added' },
  ];
  return (
    changes?.map(({ value, added, removed }) => ({
      ...{ text: value.join(''), kind: added ? 'added' : removed ? 'removed' : 'same' },
    })) ?? whole
  ).filter(({ text }) => text !== '') as DifferencePiece[];
}

/** What of an article two versions may differ in, besides its text. */
const FIELDS = [
  'title',
  'title_en',
  'body_en',
  'source',
  'audience',
  'valid_from',
  'valid_to',
  'review_on',
] as const;
export type FieldName = (typeof FIELDS)[number] | 'state' | 'owner';

export interface FieldChange {
  readonly name: FieldName;
  readonly before: string | null;
  readonly after: string | null;
}

/** Fields that two versions do not share. */
export function changedFields(before: ArticleVersion, after: ArticleVersion): readonly FieldChange[] {
  const fields = FIELDS.map((name) => ({ name, before: before[name], after: after[name] }));
  return [
    ...fields,
    { name: 'state' as const, before: before.state, after: after.state },
    { name: 'owner' as const, before: before.owner.name, after: after.owner.name },
  ].filter((one) => one.before !== one.after);
}
