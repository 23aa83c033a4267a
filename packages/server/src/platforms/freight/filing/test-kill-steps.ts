import { testKeys } from '../../../base/keys/test-keys.ts';
import type { Db } from '../../../kit/db.ts';
import { sm3 } from '../../../kit/sm.ts';
import { createTopic } from '../../../kit/topic.ts';
import type { Author, EntryRow } from './model.ts';
import { FilingRegister } from './register.ts';
import { createFiling, type Filing } from './service.ts';
import { createFilingStore } from './store.ts';
import { driver, START_MS } from './test-filing.ts';

const clock = { now: () => START_MS };
const byOf = (principal: string): Author => ({ principal, actor: principal, at_ms: START_MS });
const [FIRM, OFFICER, OTHER] = ['account:1', 'account:2', 'account:3'].map(byOf);
const OWN = ['swift'];

/** Filing as a process has it that starts now. */
export async function openFiling(db: Db): Promise<Filing> {
  const register = new FilingRegister(
    clock,
    createTopic((error) => {
      throw error;
    }),
  );
  const filing = createFiling({
    ...{ store: createFilingStore(db), register, clock },
    keys: { ...testKeys, blindIndex: async (field, text) => sm3(`${field} ${text}`).toString('hex') },
    ...{ audit: { record: async () => undefined }, attachments: {} as never, inCity: () => true },
    ...{ knowsTerminal: () => true, kindOfUnit: async () => 'firm', peopleOf: async () => [] },
    messages: { queue: async () => 0 },
  });
  await filing.load();
  return filing;
}

/** The driver of a run. */
export async function driverOf(filing: Filing, run: number): Promise<EntryRow[]> {
  const person = { name: '', phone: '', licence: driver(run).licence ?? '' };
  return filing.register.having('licence_index', (await filing.persons.indexOf(person)) ?? '');
}

type Step = (filing: Filing, row: EntryRow | undefined, run: number) => Promise<unknown>;
const seen = (row: EntryRow | undefined) => ({ id: row?.id ?? '', version: row?.version ?? 0 });

/** A driver is filed, approved, changed, suspended, and is back after an appeal; each step is one that may be done again. */
export const STEPS: readonly Step[] = [
  (filing, _, run) => filing.filings.file(FIRM, OWN, { firm: 'swift', content: driver(run), submit: true }),
  (filing, row) => filing.decisions.decide(OFFICER, null, { ...seen(row), approved: true, reason: '' }),
  async (filing, row, run) => {
    if (row?.amendment) return;
    const content = driver(run, { name: null, licence: null, phone: '13600001111' });
    await filing.amending.change(FIRM, OWN, { ...seen(row), content, submit: true });
  },
  async (filing, row) => {
    if (row?.amendment)
      await filing.decisions.decide(OFFICER, null, { ...seen(row), approved: true, reason: '' });
  },
  (filing, row) =>
    filing.decisions.sanction(OFFICER, null, {
      ...{ ...seen(row), act: 'suspend', reason: '两次偏离指定路线', until_ms: null },
    }),
  (filing, row) => filing.appeals.appeal(FIRM, OWN, { ...seen(row), text: '道路封闭，按交警指挥绕行' }),
  (filing, row) => filing.appeals.decide(OTHER, null, { ...seen(row), granted: true, reason: '属实' }),
];
