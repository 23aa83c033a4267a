import type { Case } from '@opentocc/contract';
import { type KeyboardEvent, useState } from 'react';
import { call } from '../../../../ui/api.ts';
import { known } from '../../../../ui/asked.ts';
import { type Translate, useTranslation } from '../../../../ui/i18n/use-translation.ts';
import { useSession } from '../../../session/session.ts';
import { keyOf } from '../../../ui/key-of.ts';
import { askReason } from '../../../ui/reason.ts';
import { useAction } from '../../../ui/use-action.ts';
import { CHANGED, useCase } from '../queries.ts';

const DIALOGS = [
  ...(['answer', 'dispatch', 'return', 'extension', 'pause', 'refer'] as const),
  ...(['merge', 'facts', 'supervise', 'link', 'report'] as const),
] as const;
export type DialogName = (typeof DIALOGS)[number];
type Direct = 'accept' | 'close';
type WithReason = 'rework' | 'reopen' | 'withdraw' | 'resume';
type ActName = DialogName | Direct | WithReason;

/** Keys of what is done with a case; each stands on its button. */
const KEYS: Readonly<Record<ActName, string>> = {
  ...{ accept: 'a', answer: 'r', dispatch: 'd', close: 'c', rework: 'w', return: 't', extension: 'e' },
  ...{ pause: 'p', resume: 'u', supervise: 's', merge: 'm', refer: 'f', facts: 'g', link: 'l' },
  ...{ report: 'v', reopen: 'o', withdraw: 'x' },
};
const DANGEROUS: readonly ActName[] = ['withdraw'];

/** One thing that can be done with the case now. */
interface SheetAct {
  readonly name: ActName;
  readonly key: string;
  readonly label: string;
  readonly isMain: boolean;
  readonly isDanger: boolean;
  run(): void;
}

/** What can be done with the case that is looked at, and which dialog of it is open. */
export function useSheet(id: number | null) {
  const { t } = useTranslation();
  const { permissions } = useSession();
  const act = useAction(...CHANGED);
  const [dialog, setDialog] = useState<DialogName | null>(null);
  const one = known(useCase(id));
  const names = one ? actsOn(one, (permission) => permissions.includes(permission)) : [];
  const acts = names.map((name, i): SheetAct => {
    const run = () => {
      if (isDialog(name)) setDialog(name);
      else if (one) void act(() => doAtOnce(one, name));
    };
    const isDanger = DANGEROUS.includes(name);
    return { name, key: KEYS[name], label: labelOf(t, name, one), isMain: i === 0, isDanger, run };
  });
  const onKey = (event: KeyboardEvent) => {
    const found = acts.find(({ key }) => key === keyOf(event));
    if (!found) return;
    event.preventDefault();
    found.run();
  };
  return { id, acts, dialog, close: () => setDialog(null), onKey };
}
export type Sheet = ReturnType<typeof useSheet>;

const isDialog = (name: ActName): name is DialogName => (DIALOGS as readonly string[]).includes(name);

const labelOf = (t: Translate, name: ActName, one: Case | undefined): string =>
  t(name === 'answer' && one?.state === 'received' ? 'cases.act.answer_at_once' : `cases.act.${name}`);

type Right = 'cases:take' | 'cases:handle' | 'cases:supervise';
/** What the state lets happen, as the server says it; what it says nothing of is possible while the case is open. */
type Possible = (one: Pick<Case, 'next' | 'state' | 'accepted' | 'clocks'>) => boolean;

const may =
  (act: string): Possible =>
  ({ next }) =>
    next.includes(act);
const isOpen: Possible = ({ state }) => ['received', 'dispatched', 'answered'].includes(state);
const isPaused: Possible = ({ clocks }) => clocks.some(({ reading }) => reading.state === 'paused');

/** Each act with who may do it and when, the usual first. An answer is the hotline's until the case is dispatched. */
const ACTS: readonly (readonly [ActName, Right, Possible])[] = [
  ['accept', 'cases:handle', (one) => !one.accepted && may('accept')(one)],
  ['answer', 'cases:take', (one) => one.state === 'received' && may('answer')(one)],
  ['answer', 'cases:handle', (one) => one.state === 'dispatched' && may('answer')(one)],
  ['close', 'cases:take', may('close')],
  ['rework', 'cases:take', may('rework')],
  ['dispatch', 'cases:take', may('dispatch')],
  ['return', 'cases:handle', may('request')],
  ['extension', 'cases:handle', may('request')],
  ['pause', 'cases:handle', (one) => !isPaused(one) && may('request')(one)],
  ['resume', 'cases:handle', isPaused],
  ['supervise', 'cases:supervise', may('supervise')],
  ['reopen', 'cases:take', may('reopen')],
  ['merge', 'cases:take', isOpen],
  ['refer', 'cases:take', may('refer')],
  ['facts', 'cases:take', isOpen],
  ['link', 'cases:take', () => true],
  ['report', 'cases:take', isOpen],
  ['withdraw', 'cases:take', may('withdraw')],
];

/** What the reader can do with a case now, the usual first; with one that was merged away nothing. */
export const actsOn = (
  one: Pick<Case, 'next' | 'state' | 'accepted' | 'clocks' | 'merged_into'>,
  has: (right: Right) => boolean,
): readonly ActName[] =>
  one.merged_into !== null
    ? []
    : ACTS.filter(([, right, isPossible]) => has(right) && isPossible(one)).map(([name]) => name);

/** What needs no more than a reason, where it needs one. Nothing is done without the reason. */
async function doAtOnce({ id, version }: Case, name: Exclude<ActName, DialogName>): Promise<void> {
  const params = { id };
  if (name === 'accept') await call('POST /api/v1/cases/:id/acceptance', { params, body: { version } });
  else if (name === 'close') await call('POST /api/v1/cases/:id/closing', { params, body: { version } });
  else {
    const reason = await askReason();
    if (reason !== null) await call(ADDRESS[name], { params, body: { version, reason } });
  }
}

const ADDRESS = {
  rework: 'POST /api/v1/cases/:id/rework',
  reopen: 'POST /api/v1/cases/:id/reopening',
  withdraw: 'POST /api/v1/cases/:id/withdrawal',
  resume: 'POST /api/v1/cases/:id/resumption',
} as const satisfies Record<WithReason, string>;
