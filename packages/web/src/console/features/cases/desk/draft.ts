import type { AnswerBy, CaseLink, CaseSuggestion, CaseType, MeantParty, NewCase } from '@opentocc/contract';
import { linesIn, platesIn } from './refs-in.ts';

/** The call that a draft was begun for; its number is masked here, and in full only at the server. */
export interface DraftCall {
  readonly id: number;
  readonly call: string;
  readonly number: string;
}

/** A case while an agent types it; it stays in this browser until it is sent. */
export interface Draft {
  /** Made once: by it a case that is sent twice is one. */
  readonly key: string;
  readonly begun_ms: number;
  readonly call: DraftCall | null;
  readonly channel: NewCase['channel'];
  readonly text: string;
  readonly type: CaseType;
  readonly category: string | null;
  readonly unit: string | null;
  readonly place: string;
  /** Null until it is typed: what stands in the text counts. */
  readonly plate: string | null;
  readonly line: string | null;
  readonly meant_kind: MeantParty['kind'];
  readonly meant_name: string;
  readonly name: string;
  readonly phone: string;
  readonly secret: boolean;
  readonly answer_by: AnswerBy;
  readonly answer: string;
  /** What was suggested last, taken or not, to be compared with what the agent decided. */
  readonly suggested: readonly CaseSuggestion[];
}

export const newDraft = (key: string, begun_ms: number, call: DraftCall | null): Draft => ({
  ...{ key, begun_ms, call, channel: 'phone', text: '', type: 'consultation', category: null, unit: null },
  ...{ place: '', plate: null, line: null, meant_kind: 'firm', meant_name: '', name: '', phone: '' },
  ...{ secret: false, answer_by: 'phone', answer: '', suggested: [] },
});

/** Nothing of it would be lost. */
export const isBlank = ({ text, answer, name, phone, place, call }: Draft): boolean =>
  call === null && [text, answer, name, phone, place].every((typed) => typed.trim() === '');

/** What is done with a case in the same act in which it is taken. */
export type DeskAct =
  | { readonly kind: 'answer'; readonly text: string }
  | { readonly kind: 'dispatch'; readonly unit: string }
  | { readonly kind: 'leave' };

/** What of a draft is missing for what is to be done with it; the fields in the order of the page. */
export type Missing = 'text' | 'category' | 'phone' | 'answer' | 'unit';
const PHONE = /^[+\d][\d -]{2,24}$/;
const LEAST = 2;

export function missingOf(draft: Draft, kind: DeskAct['kind']): readonly Missing[] {
  const phone = draft.phone.trim();
  const all: readonly (readonly [Missing, boolean])[] = [
    ['text', draft.text.trim().length < LEAST],
    ['category', draft.category === null],
    ['phone', phone !== '' && !PHONE.test(phone)],
    ['answer', kind === 'answer' && draft.answer.trim().length < LEAST],
    ['unit', kind === 'dispatch' && draft.unit === null],
  ];
  return all.filter(([, is]) => is).map(([name]) => name);
}

/** What a draft refers to: what was typed, else what stands in its text. */
export function linksOf({ text, plate, line }: Draft): CaseLink[] {
  const plates = plate === null ? platesIn(text) : [plate.trim()];
  const lines = line === null ? linesIn(text) : [line.trim()];
  return [
    ...plates.map((ref) => ({ kind: 'vehicle' as const, ref })),
    ...lines.map((ref) => ({ kind: 'line' as const, ref })),
  ].filter(({ ref }) => ref !== '');
}

const meantOf = ({ meant_kind, meant_name }: Draft): MeantParty | null =>
  meant_name.trim() === '' ? null : { kind: meant_kind, name: meant_name.trim(), unit: null };

/** What of a draft tells its category and unit. */
export const askedOf = (draft: Draft) => ({
  ...{ text: draft.text.trim(), meant: meantOf(draft) },
  links: linksOf(draft).filter(({ kind }) => kind === 'line'),
});

/** A draft as the server takes it. @param category that which {@link missingOf} found to be there */
export function bodyOf(draft: Draft, category: string): NewCase {
  const { key, channel, type, text, name, phone, secret, answer_by, place } = draft;
  return {
    ...{ key, channel, type, category, text: text.trim(), call: draft.call?.call ?? null },
    asker: { name: name.trim(), phone: phone.trim() || null, email: null, secret, answer_by },
    place: { lon: null, lat: null, text: place.trim() },
    meant: meantOf(draft),
    links: linksOf(draft),
    suggested: [...draft.suggested],
  };
}

/** The draft of a case that was refused, as it was typed. */
export function draftOf(body: NewCase, act: DeskAct, at_ms: number): Draft {
  const { key, channel, type, category, text, asker, place, meant, call: ring } = body;
  return {
    ...newDraft(key, at_ms, ring === null ? null : { id: 0, call: ring, number: '' }),
    ...{ channel, type, category, text, place: place.text },
    ...{ plate: typedOf(body, 'vehicle', platesIn(text)), line: typedOf(body, 'line', linesIn(text)) },
    ...{ name: asker.name, phone: asker.phone ?? '', secret: asker.secret, answer_by: asker.answer_by },
    ...{ meant_kind: meant?.kind ?? 'firm', meant_name: meant?.name ?? '', suggested: body.suggested },
    ...{ answer: act.kind === 'answer' ? act.text : '', unit: act.kind === 'dispatch' ? act.unit : null },
  };
}

/** What was typed in the place of what stands in the text; null where that counted. */
function typedOf({ links }: NewCase, kind: CaseLink['kind'], found: readonly string[]): string | null {
  const refs = links.filter((link) => link.kind === kind).map(({ ref }) => ref);
  const is_found = refs.length === found.length && refs.every((ref, i) => ref === found[i]);
  return is_found ? null : (refs[0] ?? '');
}
