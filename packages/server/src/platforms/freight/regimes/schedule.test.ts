import { checkRegimes, FIRST_REGIMES, type Regime } from '@opentocc/core/freight';
import { DAY_MS, HOUR_MS } from '@opentocc/core/time';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { bookWith, faultsOfDraft, type OfVersion, placeRegime, takeBack } from './schedule.ts';

const NOW_MS = Date.parse('2026-11-28T10:00:00+08:00');
const at = (hours: number) => NOW_MS + hours * HOUR_MS;
const book = FIRST_REGIMES;
const [normal] = book.regimes.filter(({ code, to_ms }) => code === 'normal' && to_ms === null);
const heat = (from: number, to: number | null): Regime => ({
  ...{ ...normal, code: 'heat', version: 1, stance: 'emergency', name: { zh: '高温', en: 'Heat' } },
  ...{ from_ms: at(from), to_ms: to === null ? null : at(to) },
});
const nextVersion = (regimes: readonly Regime[]) => (code: string) =>
  1 + Math.max(0, ...regimes.filter((one) => one.code === code).map(({ version }) => version));
const timeline = (regimes: readonly Regime[]) =>
  regimes
    .filter(({ streets, to_ms }) => streets.length === 0 && (to_ms === null || to_ms > NOW_MS))
    .sort((a, b) => a.from_ms - b.from_ms)
    .map(({ code, version, from_ms, to_ms }) => [
      `${code}@${version}`,
      from_ms < NOW_MS ? 'before' : (from_ms - NOW_MS) / HOUR_MS,
      to_ms === null ? 'open' : (to_ms - NOW_MS) / HOUR_MS,
    ]);
const announced = new Map<string, number | null>();
/** Versions of normal management from the fourth on are those that go on after another one. */
const of: OfVersion = {
  resumes: ({ code, version }) => code === 'normal' && version > 3,
  endsItself: ({ code, to_ms }) => announced.get(code) === to_ms,
};
const placed = (regimes: readonly Regime[], draft: Regime) =>
  bookWith({ ...book, regimes }, placeRegime(regimes, draft, nextVersion(regimes), of));

const back = (regimes: readonly Regime[], code: string, now_ms: number) => {
  const regime = regimes.find((one) => one.code === code) as Regime;
  const found = takeBack(regimes, regime, of, nextVersion(regimes), now_ms);
  if (found === null) return null;
  const { ends, dropped, resumed } = found;
  const isGone = (one: Regime) => dropped.includes(one) || (one === regime && regime.from_ms >= now_ms);
  const rest = regimes
    .filter((one) => !isGone(one))
    .map((one) => ({ ...one, to_ms: ends.find((end) => end.regime === one)?.to_ms ?? one.to_ms }))
    .map((one) =>
      ends.some(
        (end) => end.to_ms === null && end.regime.code === one.code && end.regime.version === one.version,
      )
        ? { ...one, to_ms: null }
        : one,
    );
  return [...rest, ...(resumed ? [resumed] : [])];
};

describe('a regime that is placed', () => {
  it('ends what is in force at its begin, which goes on as a new version at its end', () => {
    const { regimes } = placed(book.regimes, heat(1, 48));
    expect(timeline(regimes)).toEqual([
      ['normal@3', 'before', 1],
      ['heat@1', 1, 48],
      ['normal@4', 48, 'open'],
    ]);
    expect(checkRegimes({ ...book, regimes })).toEqual(checkRegimes(book));
  });

  it('goes on without an end where it has none', () => {
    expect(timeline(placed(book.regimes, heat(1, null)).regimes)).toEqual([
      ['normal@3', 'before', 1],
      ['heat@1', 1, 'open'],
    ]);
  });

  it('does not begin another one within its time: that is taken back first', () => {
    const { regimes } = placed(book.regimes, heat(10, 20));
    const [fault] = faultsOfDraft({ ...book, regimes }, heat(1, 48), nextVersion(regimes), of);
    expect(fault).toMatchObject({ code: 'planned_meanwhile', level: 'error', of: 'heat' });
    expect(fault.text.en).toContain('2026-11-28 20:00');
  });

  it('may begin where the one before it ends by itself, and taken back makes that no longer', () => {
    const first = placed(book.regimes, heat(1, 48));
    const { regimes } = placed(first.regimes, { ...heat(48, 60), code: 'typhoon' });
    announced.set('heat', at(48));
    expect(timeline(regimes)).toEqual([
      ['normal@3', 'before', 1],
      ['heat@1', 1, 48],
      ['typhoon@1', 48, 60],
      ['normal@5', 60, 'open'],
    ]);
    expect(timeline(back(regimes, 'typhoon', NOW_MS) ?? [])).toEqual([
      ['normal@3', 'before', 1],
      ['heat@1', 1, 48],
      ['normal@6', 48, 'open'],
    ]);
    announced.clear();
  });

  it('does not reach past that end: what goes on then would have to wait', () => {
    const { regimes } = placed(book.regimes, heat(1, 48));
    const typhoon = { ...heat(40, 60), code: 'typhoon' };
    const [fault] = faultsOfDraft({ ...book, regimes }, typhoon, nextVersion(regimes), of);
    expect(fault).toMatchObject({ code: 'resumes_within', of: 'normal' });
  });

  it('is held back by everything else that is wrong with it', () => {
    const trips = heat(1, 48).rules.find(({ kind }) => kind === 'trips');
    const none = {
      ...trips,
      key: 'none',
      modes: [],
      name: { zh: '禁行', en: 'Nobody' },
    } as Regime['rules'][number];
    const faults = faultsOfDraft(
      book,
      { ...heat(1, 48), rules: [...normal.rules, none] },
      nextVersion(book.regimes),
      of,
    );
    expect(faults).toContainEqual(
      expect.objectContaining({ code: 'contradiction', rules: ['trips', 'none'], of: 'heat' }),
    );
  });
});

describe('a regime that is taken back', () => {
  it('before its begin, leaves everything as it was', () => {
    const { regimes } = placed(book.regimes, heat(1, 48));
    expect(timeline(back(regimes, 'heat', NOW_MS) ?? [])).toEqual([['normal@3', 'before', 'open']]);
  });

  it('after its begin, ends now, and what was before it goes on at once', () => {
    const { regimes } = placed(book.regimes, heat(1, 48));
    expect(timeline(back(regimes, 'heat', at(5)) ?? [])).toEqual([
      ['normal@3', 'before', 1],
      ['heat@1', 1, 5],
      ['normal@5', 5, 'open'],
    ]);
  });

  it('at the instant of its begin, was in force for no time, and what was before it goes on', () => {
    const { regimes } = placed(book.regimes, heat(24, 25));
    expect(timeline(back(regimes, 'heat', at(24)) ?? [])).toEqual([
      ['normal@3', 'before', 24],
      ['normal@5', 24, 'open'],
    ]);
  });

  it('is not, where nothing was before it', () => {
    expect(back([heat(-5, null)], 'heat', NOW_MS)).toBeNull();
  });

  it('whatever was placed and taken back, one of the city is in force at every instant', () => {
    const acts = fc.array(
      fc.record({
        from: fc.integer({ min: 1, max: 300 }),
        hours: fc.integer({ min: 1, max: 80 }),
        back: fc.boolean(),
      }),
      { maxLength: 12 },
    );
    fc.assert(
      fc.property(acts, (all) => {
        let regimes: readonly Regime[] = book.regimes;
        for (const [i, { from, hours, back: isBack }] of all.entries()) {
          const draft = { ...heat(from, from + hours), code: `heat-${i}` };
          const placing = placeRegime(regimes, draft, nextVersion(regimes), of);
          if (placing.conflicts.length > 0) continue;
          regimes = bookWith({ ...book, regimes }, placing).regimes;
          announced.set(draft.code, draft.to_ms);
          // One that is over is not taken back.
          if (isBack && at(from + hours) > NOW_MS + DAY_MS)
            regimes = back(regimes, draft.code, NOW_MS + DAY_MS) ?? regimes;
        }
        const errors = checkRegimes({ ...book, regimes }).filter(({ level }) => level === 'error');
        expect(errors).toEqual([]);
      }),
      { numRuns: 60 },
    );
  });
});
