import type { StudyIncident } from '@opentocc/contract';
import { LINK_FLAG } from '@opentocc/core/network';
import { createLinkRouter } from '@opentocc/core/routing';
import type { LinkStates } from '@opentocc/core/traffic';
import { textNetwork } from '@opentocc/testkit';
import { describe, expect, it } from 'vitest';
import { candidatesFor, situationOf } from './index.ts';
import { SIGN_LETTERS, signText } from './sign-text.ts';
import { waysRound } from './ways-round.ts';

/** A main road with a way round its middle by signals, and a ramp that leads onto it upstream. */
const { network, link, path } = textNetwork(`
  A>>>>>>>>>>B>>>>>>>>>>C>>>>>>>>>>D>>>>>>>>>>H
             |          ^          |
             |          ^          |
             E----------F----------G

  AB expressway 80 lanes=3 name=滨海大道
  BC expressway 80 lanes=3 name=滨海大道
  CD expressway 80 lanes=3 name=滨海大道
  DH expressway 80 lanes=3 name=滨海大道
  BE arterial 60 lanes=2 name=科苑路
  EF arterial 60 lanes=2 name=白石路
  FG arterial 60 lanes=2 name=白石路
  FC arterial 60 lanes=2 name=沙河西路
  GD arterial 60 lanes=2 name=沙河东路
  signals E F G
`);
const INCIDENT: StudyIncident = { link: link('CD'), at: 0.5, lanes_closed: 2, from_min: 0, minutes: 40 };
const router = createLinkRouter(network);

/** Speeds as a share of the free speed, of the links that are named apart. */
function statesOf(ratio: number, others: Record<string, number> = {}): LinkStates {
  const count = network.link_count;
  const free_flow_kmh = Float32Array.from(network.link_limit_kmh);
  const speed_kmh = free_flow_kmh.map((free) => ratio * free);
  for (const [pair, own] of Object.entries(others)) speed_kmh[link(pair)] = own * free_flow_kmh[link(pair)];
  return {
    ...{ sequence: 1, network_version: '', window_start_ms: 0, window_end_ms: 300_000 },
    ...{ free_flow_kmh, speed_kmh, half_width_kmh: new Float32Array(count) },
    ...{ samples: new Uint16Array(count), vehicles: new Uint16Array(count), state: new Uint8Array(count) },
  };
}
const situation = (incident: Partial<StudyIncident> = {}, states = statesOf(0.8), net = network) =>
  situationOf(net, router, { ...INCIDENT, ...incident }, states, 1);

describe('ways round an incident', () => {
  it('leave where drivers can still choose, avoid its link and come back behind it', () => {
    const [way] = waysRound(situation());
    expect(way).toMatchObject({ name: { zh: '白石路' }, leaves_at: link('AB') });
    expect(way.links).toEqual(path('BEFGD'));
    expect(way.links).not.toContain(INCIDENT.link);
    expect(way.extra_s).toBeGreaterThan(0);
  });

  it('have the room of their narrowest link, and are none where there is none left', () => {
    const [free] = waysRound(situation());
    const [fuller] = waysRound(situation({}, statesOf(0.8, { EF: 0.6 })));
    expect(fuller.spare_vph).toBeLessThan(free.spare_vph);
    expect(waysRound(situation({}, statesOf(0.8, { EF: 0.5, BE: 0.5, FG: 0.5 })))).toEqual([]);
  });
});

describe('what could be done', () => {
  const kinds = (all = candidatesFor(situation())) => all.map(({ kind }) => kind);

  it('is a diversion, a sign, more green along the way round, and the diversion with what holds back', () => {
    expect(kinds()).toEqual(['diversion', 'sign', 'signal']);
    const [diversion, sign, signal] = candidatesFor(situation());
    expect(diversion.actions).toEqual([
      expect.objectContaining({ kind: 'message', avoid: [INCIDENT.link], from_min: 3, minutes: 37 }),
    ]);
    expect(sign.sign?.links).toEqual([link('AB')]);
    expect(signal.actions.slice(1).map((one) => one.kind === 'signal_plan' && one.link)).toEqual(
      path('BEFG'),
    );
  });

  it('asks no more to divert than the way round has room for', () => {
    const states = statesOf(0.8, { EF: 0.6 });
    const [{ way, actions }] = candidatesFor(situation({}, states));
    const [message] = actions;
    const flow_vph = 3600 * situation({}, states).flow_vps[INCIDENT.link];
    expect(message.kind === 'message' && message.share).toBeLessThan(0.3);
    expect(message.kind === 'message' && message.share).toBeCloseTo((way?.spare_vph ?? 0) / flow_vph, 2);
  });

  it('is a gate on the ramps upstream, and with the diversion together', () => {
    const ramps = { ...network, link_flags: network.link_flags.map((flags) => flags) };
    ramps.link_flags[link('FC')] |= LINK_FLAG.ramp;
    const all = candidatesFor(situation({}, statesOf(0.8), ramps));
    expect(kinds(all)).toEqual(['diversion', 'sign', 'signal', 'gate', 'combined']);
    const gate = all[3].actions[0];
    expect(gate).toMatchObject({ kind: 'gate', link: link('FC') });
    expect(gate.kind === 'gate' && gate.flow_vph).toBeLessThan(
      3600 * situation().flow_vps[link('FC')] * 0.6 + 120,
    );
  });

  it('is less green at the first signal upstream', () => {
    const all = candidatesFor(situation({ link: link('GD') }));
    expect(all.find(({ kind }) => kind === 'hold')?.actions).toEqual([
      expect.objectContaining({ kind: 'signal_plan', side: 'end', green_share: 0.5 }),
    ]);
  });
});

describe('words of a sign', () => {
  it('say where, what and where to go, in both languages', () => {
    expect(signText(situation(), { zh: '白石路', en: 'Baishi Rd' })).toEqual({
      ...{ zh: '滨海大道前方占2车道 请绕行白石路', en: 'Binhai Blvd: 2 ln blocked ahead. Use Baishi Rd' },
    });
    expect(signText(situation({ lanes_closed: 3 }), null).zh).toBe('滨海大道前方封闭 请提前绕行');
  });

  it('fit the sign whatever roads are called', () => {
    const long = { zh: '很'.repeat(30), en: 'Long '.repeat(20) };
    const text = signText(situation(), long);
    expect([...text.zh].length).toBeLessThanOrEqual(SIGN_LETTERS.zh);
    expect(text.en.length).toBeLessThanOrEqual(SIGN_LETTERS.en);
    expect(text.zh).toBe('前方占2车道 请提前绕行');
  });
});
