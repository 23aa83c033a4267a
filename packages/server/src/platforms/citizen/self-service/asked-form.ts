import {
  AnswerBy,
  type Bilingual,
  CASE_TEXT_LENGTH,
  CaseType,
  type MeantParty,
  NewAsker,
} from '@opentocc/contract';
import type { PreparedFile } from '../../../base/attachments/index.ts';
import type { AskedCase } from '../cases/index.ts';
import { FormProblems, type Problem, type Visit } from '../site/index.ts';
import { T } from './words.ts';

type Values = Readonly<Record<string, string>>;

const MOBILE = /^(?:\+?86)?1[3-9]\d{9}$/;
const LANDLINE = /^0\d{2,3}\d{7,8}$/;
const FOREIGN = /^\+(?!86)\d{7,15}$/;
const LEAST_TEXT = 5;

/** A number without what people write between its digits. */
export const bareNumber = (phone: string): string => phone.replace(/[\s()（）-]/g, '');

const isNumber = (phone: string) =>
  [MOBILE, LANDLINE, FOREIGN].some((pattern) => pattern.test(bareNumber(phone)));

/** What was typed as a case. @throws FormProblems with a word for each field that has to be corrected */
export function readAskedCase(
  visit: Visit,
  values: Values,
  key: string,
  files: readonly PreparedFile[],
): AskedCase {
  const problems = problemsOf(values).map(
    ([field, text, params]): Problem => ({ field, text: visit.say(text, params) }),
  );
  if (problems.length > 0) throw new FormProblems(problems);
  const { phone = '', email = '', name = '', where = '' } = values;
  return {
    ...{ channel: visit.embedded ? 'wechat' : 'web', key, files },
    type: CaseType.parse(values.type),
    text: values.text.trim(),
    asker: NewAsker.parse({
      name,
      phone: phone.trim() === '' ? null : bareNumber(phone),
      email: email.trim() === '' ? null : email.trim(),
      secret: values.secret === 'yes',
      answer_by: values.answer_by,
    }),
    place: { lon: degrees(values.lon, 180), lat: degrees(values.lat, 90), text: where.trim() },
    meant: meantOf(values.meant ?? ''),
  };
}

type Found = readonly [field: string, text: Bilingual, params?: Readonly<Record<string, string | number>>];

function problemsOf(values: Values): Found[] {
  return [...matterProblems(values), ...answerProblems(values)];
}

function matterProblems({ type, text = '' }: Values): Found[] {
  const found: Found[] = [];
  if (!CaseType.safeParse(type).success) found.push(['type', T.no_type]);
  const { length } = text.trim();
  if (length < LEAST_TEXT) found.push(['text', T.no_text]);
  if (length > CASE_TEXT_LENGTH) found.push(['text', T.long_text, { most: CASE_TEXT_LENGTH, length }]);
  return found;
}

/** A way to be answered, and what it needs. */
function answerProblems({ answer_by, phone = '', email = '' }: Values): Found[] {
  const found: Found[] = [];
  const by = AnswerBy.safeParse(answer_by).data;
  if (!by || by === 'none') found.push(['answer_by', T.no_answer_by]);
  if (phone.trim() !== '' && !isNumber(phone)) found.push(['phone', T.bad_phone]);
  else if (phone.trim() === '' && (by === 'phone' || by === 'sms')) found.push(['phone', T.no_phone]);
  if (email.trim() !== '' && !NewAsker.shape.email.safeParse(email.trim()).success)
    found.push(['email', T.bad_email]);
  else if (email.trim() === '' && by === 'mail') found.push(['email', T.no_email]);
  return found;
}

/** Coordinates come from the browser alone; whatever else stands there is left out. */
function degrees(value: string | undefined, most: number): number | null {
  const number = Number(value || Number.NaN);
  return Number.isFinite(number) && Math.abs(number) <= most ? number : null;
}

/** Plates of the mainland, with the longer ones of electric vehicles. */
const PLATE = /^[\u4e00-\u9fa5][A-Z][·\s-]?[A-Z0-9]{5,6}$/i;

function meantOf(text: string): MeantParty | null {
  const name = text.trim();
  if (name === '') return null;
  return { kind: PLATE.test(name) ? 'vehicle' : 'other', name, unit: null };
}
