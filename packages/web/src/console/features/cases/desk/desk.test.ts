import type { Case, CaseState } from '@opentocc/contract';
import { describe, expect, it } from 'vitest';
import { createDeskStorage, type Shelf } from './desk-storage.ts';
import { bodyOf, type DeskAct, type Draft, draftOf, isBlank, linksOf, missingOf, newDraft } from './draft.ts';
import { type Desk, isForLater, type Sending, send } from './outbox.ts';
import { linesIn, platesIn } from './refs-in.ts';

const draft = (part: Partial<Draft> = {}): Draft => ({ ...newDraft('key-0001', 1000, null), ...part });
const sending = (act: DeskAct): Sending => ({
  ...{ act, at_ms: 1000, refused: null },
  body: bodyOf(draft({ text: '地铁11号线几点收车' }), 'metro_timetable'),
});

/** A server that holds one case by its key and loses the answers that it is said to. */
function serverThatLoses(...lost: readonly ('take' | 'answer' | 'dispatch')[]) {
  const losing = [...lost];
  const done: string[] = [];
  let held: { state: CaseState; version: number } | undefined;
  const answered = async (what: 'take' | 'answer' | 'dispatch'): Promise<Case> => {
    if (losing[0] === what) {
      losing.shift();
      throw new Error('lost');
    }
    return { round: 1, answers: [], returns: 0, ...held } as unknown as Case;
  };
  const move = (what: 'answer' | 'dispatch', state: CaseState) => {
    done.push(what);
    held = { state, version: (held?.version ?? 0) + 1 };
    return answered(what);
  };
  const desk: Desk = {
    take() {
      if (!held) done.push('take');
      held ??= { state: 'received', version: 1 };
      return answered('take');
    },
    answer: () => move('answer', 'closed'),
    dispatch: () => move('dispatch', 'dispatched'),
  };
  return { desk, done };
}

describe('the outbox', () => {
  it('takes a case and answers it at once', async () => {
    const { desk, done } = serverThatLoses();
    expect(await send(sending({ kind: 'answer', text: '末班车 23:30' }), desk)).toMatchObject({
      state: 'closed',
    });
    expect(done).toEqual(['take', 'answer']);
  });

  it.each([
    { lost: ['take'], act: { kind: 'answer', text: '末班车 23:30' } },
    { lost: ['answer'], act: { kind: 'answer', text: '末班车 23:30' } },
    { lost: ['take', 'dispatch'], act: { kind: 'dispatch', unit: 'metro' } },
  ] as const)('does nothing twice where the answer to $lost was lost', async ({ lost, act }) => {
    const { desk, done } = serverThatLoses(...lost);
    for (const _ of lost) await expect(send(sending(act), desk)).rejects.toThrow('lost');
    await send(sending(act), desk);
    expect(done).toEqual(['take', act.kind]);
  });

  it('waits for a server that is not there, and gives up only where it is refused', () => {
    expect([0, 401, 409, 429, 503].map((status) => isForLater({ status }))).toEqual(Array(5).fill(true));
    expect([400, 403, 404, 422].map((status) => isForLater({ status }))).toEqual(Array(4).fill(false));
  });
});

describe('a draft', () => {
  it('says what is missing for what is to be done with it', () => {
    expect(missingOf(draft(), 'answer')).toEqual(['text', 'category', 'answer']);
    expect(missingOf(draft({ text: '出租车拒载', category: 'taxi_refusal' }), 'dispatch')).toEqual(['unit']);
    expect(missingOf(draft({ text: '出租车拒载', category: 'c', phone: '没有' }), 'leave')).toEqual([
      'phone',
    ]);
  });

  it('is blank until something of it would be lost', () => {
    expect(isBlank(draft())).toBe(true);
    expect(isBlank(draft({ text: '你好' }))).toBe(false);
    expect(isBlank(draft({ call: { id: 1, call: 'c1', number: '138****5678' } }))).toBe(false);
  });

  it('links to the plates and lines of its text until others are typed', () => {
    const text = '在深南大道坐粤b d12345，之前坐M299路和11号线';
    expect(linksOf(draft({ text }))).toEqual([
      { kind: 'vehicle', ref: '粤BD12345' },
      { kind: 'line', ref: 'M299路' },
      { kind: 'line', ref: '11号线' },
    ]);
    expect(linksOf(draft({ text, plate: '粤B·54321', line: '' }))).toEqual([
      { kind: 'vehicle', ref: '粤B·54321' },
    ]);
  });

  it.each([
    { channel: 'letter', text: '粤BD12345和粤B54321在抢道' },
    { channel: 'walk_in', text: '粤BD12345拒载', plate: '', line: '11号线' },
    { channel: 'other', text: '坐11号线', plate: '粤B·54321' },
    { channel: 'phone', text: '你好' },
  ] as const)('that was refused comes back as it was typed: $text', (typed) => {
    const before = draft({ ...typed, category: 'taxi_refusal', place: '福田', meant_name: '某公司' });
    const after = draftOf(bodyOf(before, 'taxi_refusal'), { kind: 'leave' }, 1000);
    expect(after).toEqual(before);
  });

  it('finds each plate and line once, and no number that is none', () => {
    expect(platesIn('粤B·D12345，粤BD12345，粤B·12345')).toEqual(['粤BD12345', '粤B12345']);
    expect(platesIn('电话 13812345678，票价 12345 元')).toEqual([]);
    expect(linesIn('11号线换乘 m299路，5路')).toEqual(['11号线', 'M299路', '5路']);
  });
});

describe('the storage of the desk', () => {
  function shelf(): Shelf {
    const items = new Map<string, string>();
    return {
      getItem: (name) => items.get(name) ?? null,
      setItem: (name, value) => void items.set(name, value),
      removeItem: (name) => void items.delete(name),
      key: (i) => [...items.keys()][i] ?? null,
      get length() {
        return items.size;
      },
    };
  }

  it('has after a closed window what was typed before, the newest first, and nothing of another account', () => {
    const browser = shelf();
    const before = createDeskStorage(browser, 'li');
    before.saveDraft(draft({ text: '第一张' }));
    before.saveDraft(draft({ key: 'key-0002', begun_ms: 2000, text: '第二张' }));
    createDeskStorage(browser, 'wang').saveDraft(draft({ key: 'key-0003' }));
    expect(
      createDeskStorage(browser, 'li')
        .drafts()
        .map(({ text }) => text),
    ).toEqual(['第二张', '第一张']);
  });

  it('does not lose what two windows save', () => {
    const browser = shelf();
    const [one, two] = [createDeskStorage(browser, 'li'), createDeskStorage(browser, 'li')];
    one.saveSending(sending({ kind: 'leave' }));
    two.saveDraft(draft({ key: 'key-0004' }));
    expect([one.sendings().length, one.drafts().length]).toEqual([1, 1]);
    two.dropSending('key-0001');
    expect(one.sendings()).toEqual([]);
  });

  it('passes over what it cannot read', () => {
    const browser = shelf();
    browser.setItem('tocc.case-draft.li.broken', '{');
    expect(createDeskStorage(browser, 'li').drafts()).toEqual([]);
  });
});
