import { appendFileSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { ControllerAnswer, ControllerEvent } from '@opentocc/contract';
import { permitBody, permitText, signedBytes } from '@opentocc/core/permit';
import { sm2 } from 'sm-crypto-v2';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { createSm2KeyPair, SM2_IDENTITY, signSm2 } from '../../../../kit/sm.ts';
import type { ControllerReport } from '../controllers.ts';
import type { GateListText } from '../gate-list.ts';
import { GateAgent } from './gate-agent.ts';

const START_MS = Date.parse('2026-11-28T09:00:00+08:00');
const HOUR = 3600_000;
const platformKey = createSm2KeyPair((bytes) => new Uint8Array(bytes).fill(7));
const thiefKey = createSm2KeyPair((bytes) => new Uint8Array(bytes).fill(9));

let folder: string;
let clock: { now_ms: number; now(): number };
let moved: string[];
let reachable: boolean;
let taken: ControllerEvent[];
let commands: ControllerAnswer['commands'];

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'opentocc-gate-'));
  clock = { now_ms: START_MS, now: () => clock.now_ms };
  [moved, reachable, taken, commands] = [[], true, [], []];
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const listOf = (version: number, key = platformKey) => {
  const text: GateListText = {
    ...{ lock: 'L', site: 'yard', version, made_ms: START_MS, until_ms: START_MS + 12 * HOUR },
    trust: { keys: { k1: platformKey.public_key }, revoked: ['P-ended'] },
    entries: [
      { plate: '粤B12345', trip: 'T1', permit: 'P1', from_ms: START_MS, to_ms: START_MS + HOUR },
      { plate: '粤B99999', trip: null, permit: null, from_ms: 0, to_ms: START_MS + 9 * HOUR },
      { plate: '粤B55555', trip: 'T5', permit: 'P-spent', from_ms: START_MS, to_ms: START_MS + HOUR },
    ],
    ...{ spent: ['P-spent'], exits: ['B'] },
  };
  const list = JSON.stringify(text);
  return { list, signature: signSm2(Buffer.from(list), key), public_key: key.public_key };
};

/** The platform, as a controller sees it: takes each event once, in order. */
async function platform(report: ControllerReport, version = 1): Promise<ControllerAnswer> {
  if (!reachable) throw new Error('the network is gone');
  for (const event of report.events) if (event.seq === taken.length + 1) taken.push(event);
  return { acknowledged: taken.length, commands, list: report.list < version ? listOf(version) : null };
}

function start(sync = (report: ControllerReport) => platform(report)): GateAgent {
  const agent = new GateAgent({
    ...{ folder, lock: 'L', gates: ['A', 'B'], clock, sync },
    barriers: { move: (gate, to) => void moved.push(`${gate} ${to}`) },
  });
  for (const gate of ['A', 'B']) {
    agent.barrier(gate, 'closed');
    agent.loop(gate, false);
  }
  return agent;
}
const later = (ms: number) => {
  clock.now_ms += ms;
};
/** A truck drives through: the barrier follows, the loop is passed. */
function pass(agent: GateAgent, gate = 'A'): void {
  agent.barrier(gate, 'open');
  agent.loop(gate, true);
  later(3000);
  agent.loop(gate, false);
  later(2000);
  agent.tick();
  agent.barrier(gate, 'closed');
}

describe('a controller that reaches the platform', () => {
  test('leaves it to decide, and carries out its commands once, whatever it is sent again', async () => {
    const agent = start();
    await agent.sync();
    expect(agent.plate('A', '粤B12345')).toBe('platform_decides');
    commands = [{ id: 41, gate: 'A', to: 'open', by: 'rule' }];
    await agent.sync();
    await agent.sync();
    expect(moved).toEqual(['A open']);
    pass(agent);
    expect(moved).toEqual(['A open', 'A close']);
    agent.close();
    const restarted = start();
    await restarted.sync();
    expect(moved, 'a command that was carried out before a restart').toHaveLength(2);
  });

  test('never opens a second gate of its lock, whoever asks', async () => {
    const agent = start();
    commands = [
      { id: 1, gate: 'A', to: 'open', by: 'rule' },
      { id: 2, gate: 'B', to: 'open', by: 'person' },
    ];
    await agent.sync();
    expect(moved).toEqual(['A open']);
    expect(agent.button('B', '按钮')).toBe(false);
  });
});

describe('a controller that is alone', () => {
  async function alone(): Promise<GateAgent> {
    const agent = start();
    await agent.sync();
    reachable = false;
    later(20_000);
    await expect(agent.sync()).rejects.toThrow('network');
    return agent;
  }

  test('lets in who is on its signed list, each permit once, and reports all of it after', async () => {
    const agent = await alone();
    expect(agent.plate('A', '粤BI2345')).toBe('opened');
    pass(agent);
    expect(agent.plate('A', '粤B12345')).toBe('used');
    expect(agent.plate('A', '粤B12346')).toBe('not_on_list');
    expect(agent.plate('A', '粤B99999')).toBe('opened');
    pass(agent);
    later(3 * HOUR);
    expect(agent.plate('A', '粤B12345')).toBe('late');
    reachable = true;
    await agent.sync();
    await agent.sync();
    const said = taken.filter(({ kind }) => kind === 'opened' || kind === 'refused');
    expect(said.map(({ kind, plate, says }) => [kind, plate, says].join(' '))).toEqual([
      'opened 粤B12345 粤BI2345',
      'refused 粤B12345 used',
      'refused 粤B12346 not_on_list',
      'opened 粤B99999 ',
      'refused 粤B12345 late',
    ]);
    expect(taken.map(({ seq }) => seq)).toEqual(taken.map((_, i) => i + 1));
    expect(agent.pending).toBe(0);
  });

  test('refuses a permit that was used before the network went, and lets out who came in by it', async () => {
    const agent = await alone();
    expect(agent.plate('A', '粤B55555')).toBe('used');
    expect(agent.plate('A', '粤B12345')).toBe('opened');
    pass(agent);
    expect([agent.plate('B', '粤B12345')]).toEqual(['opened']);
  });

  test('that is switched off forgets neither what it did nor which permits were used', async () => {
    const agent = await alone();
    expect(agent.plate('A', '粤B12345')).toBe('opened');
    pass(agent);
    const pending = agent.pending;
    agent.close();
    appendFileSync(join(folder, 'events.jsonl'), '{"seq":99,"at_ms":17'); // the end of power
    const restarted = start();
    later(20_000);
    expect(restarted.plate('A', '粤B12345')).toBe('used');
    reachable = true;
    await restarted.sync();
    await restarted.sync();
    expect(taken.filter(({ kind }) => kind === 'opened')).toHaveLength(1);
    expect(taken.length).toBeGreaterThan(pending);
  });

  test('with a new disk goes on after the last event that the platform has', async () => {
    taken = Array.from({ length: 7 }, (_, i) => ({ seq: i + 1 }) as ControllerEvent);
    const agent = start();
    await agent.sync();
    await agent.sync();
    expect(taken.map(({ seq }) => seq)).toEqual([1, 2, 3, 4, 5, 6, 7, 8, 9]);
    expect(agent.pending).toBe(0);
  });

  test('whose answer is lost sends again, and nothing counts twice', async () => {
    let isLost = true;
    const agent = start(async (report) => {
      const answer = await platform(report);
      if (isLost) throw new Error('the answer is lost');
      return answer;
    });
    for (let i = 0; i < 3; i++) await expect(agent.sync()).rejects.toThrow('lost');
    isLost = false;
    await agent.sync();
    expect(taken.map(({ seq }) => seq)).toEqual([1, 2]);
    expect(agent.pending).toBe(0);
  });

  test('opens by a permit that it verifies itself: not by a forged one, an ended one, or on another truck', async () => {
    const agent = await alone();
    const permit = (number: string, key = platformKey, more = {}) => {
      const body = permitBody({
        ...{ number, trip: 'T7', plates: ['粤ZF023港'], places: ['yard'], regimes: ['normal/1'] },
        ...{ from_ms: START_MS - HOUR, to_ms: START_MS + HOUR, ...more },
      });
      const signature = sm2.doSignature(signedBytes(body), key.private_key, {
        ...{ hash: true, publicKey: key.public_key, userId: SM2_IDENTITY },
      });
      return permitText('k1', body, Buffer.from(signature, 'hex'));
    };
    expect(agent.permit('A', permit('P7', thiefKey), null)).toBe('forged');
    expect(agent.permit('A', permit('P-ended'), null)).toBe('revoked');
    expect(agent.permit('A', permit('P7'), '粤B11111')).toBe('other_plate');
    expect(agent.permit('A', permit('P7', platformKey, { places: ['port'] }), null)).toBe('other_place');
    expect(agent.permit('A', permit('P7'), '粤ZF023港')).toBe('ok');
    pass(agent);
    expect(agent.permit('A', permit('P7'), '粤ZF023港')).toBe('used');
    expect(moved).toEqual(['A open', 'A close']);
  });

  test('trusts no list that was changed on its disk, or that another key signed', async () => {
    const agent = await alone();
    agent.close();
    const file = join(folder, 'list.json');
    const stored = readFileSync(file, 'utf8');
    writeFileSync(file, stored.replace('粤B12345', '粤B00001'));
    const changed = start();
    later(20_000);
    expect(changed.plate('A', '粤B00001')).toBe('no_list');
    changed.close();
    writeFileSync(file, stored);
    reachable = true;
    const foreign = start(async (report) => ({ ...(await platform(report)), list: listOf(9, thiefKey) }));
    await foreign.sync();
    reachable = false;
    later(20_000);
    expect(foreign.plate('A', '粤B12345'), 'the list of before holds').toBe('opened');
  });
});
