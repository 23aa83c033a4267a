import type { IndexPeriod, IndexPeriodValue, LinkState } from '@opentocc/contract';
import type { RoadNetwork } from '@opentocc/core/network';
import { gbIndexOf, type IndexConfig, shenzhenIndexOf, slotSpeed_kmh } from '@opentocc/core/traffic';
import type { LinkSlot } from './free-flow-store.ts';
import { STEP_MS } from './model.ts';
import type { Span } from './periods.ts';

/** Windows that a quarter of an hour counts for. */
const WINDOWS_OF_SLOT = 3;
const SEVERE = 5;

/** One stretch of a link's past with a speed. */
export interface LinkWindow {
  readonly start_ms: number;
  readonly speed_kmh: number;
  readonly free_flow_kmh: number;
  readonly samples: number;
  /** Five-minute windows that it stands for. */
  readonly windows: number;
}

/** Quarters of an hour as stored, with the free-flow speed in force now: theirs is not stored. */
export function windowsOfSlots(slots: readonly LinkSlot[], free_flow_kmh: number): LinkWindow[] {
  return slots.map(({ slot_start_ms, speed, passes }) => ({
    start_ms: slot_start_ms,
    speed_kmh: slotSpeed_kmh(speed) ?? Number.NaN,
    free_flow_kmh,
    samples: passes ?? 0,
    windows: WINDOWS_OF_SLOT,
  }));
}

/** The five-minute windows among the states that history stores each minute. */
export function windowsOfStates(states: readonly LinkState[]): LinkWindow[] {
  return states
    .filter(
      ({ window_end_ms, speed_kmh, samples }) =>
        window_end_ms % STEP_MS === 0 && speed_kmh !== null && samples > 0,
    )
    .map(({ window_start_ms, speed_kmh, free_flow_kmh, samples }) => ({
      start_ms: window_start_ms,
      speed_kmh: speed_kmh ?? Number.NaN,
      free_flow_kmh,
      samples,
      windows: 1,
    }));
}

/** Arithmetic means of a link's windows in each span, by the configuration of their time. */
export function linkPeriods(
  network: RoadNetwork,
  link: number,
  period: IndexPeriod,
  spans: readonly Span[],
  windows: readonly LinkWindow[],
  configAt: (at_ms: number) => IndexConfig,
): IndexPeriodValue[] {
  return spans.map((span): IndexPeriodValue => {
    const inside = windows.filter(({ start_ms }) => start_ms >= span.from_ms && start_ms < span.to_ms);
    const measured = inside.map((window) =>
      measuresOf(network.link_class[link], window, configAt(window.start_ms)),
    );
    const mean = (of: (one: (typeof measured)[number]) => number) =>
      measured.length === 0 ? null : measured.reduce((sum, one) => sum + of(one), 0) / measured.length;
    const known = inside.reduce((sum, one) => sum + one.windows, 0);
    const windows_expected = Math.max(1, Math.round((span.to_ms - span.from_ms) / STEP_MS));
    return {
      period,
      ...span,
      index: mean(({ index }) => index),
      gb_index: mean(({ gb_index }) => gb_index),
      tti: mean(({ tti }) => tti),
      dtp: mean(({ dtp }) => dtp),
      speed_kmh: mean(({ speed_kmh }) => speed_kmh),
      coverage: Math.min(1, known / windows_expected),
      samples: inside.reduce((sum, { samples }) => sum + samples, 0),
      windows: known,
      windows_expected,
      restated: 0,
      formula_versions: [...new Set(measured.map(({ formula_version }) => formula_version))],
    };
  });
}

function measuresOf(link_class: number, { speed_kmh, free_flow_kmh }: LinkWindow, config: IndexConfig) {
  const tti = Math.max(1, free_flow_kmh / Math.max(speed_kmh, config.slowest_kmh));
  const dtp = 1 - 1 / tti;
  const severe_share = speed_kmh / free_flow_kmh <= config.gb.state_above[SEVERE - 2] ? 1 : 0;
  return {
    index: shenzhenIndexOf(config.shenzhen, link_class, speed_kmh),
    gb_index: gbIndexOf(config.gb, config.gb.annex, { severe_share, tti, dtp }),
    tti,
    dtp,
    speed_kmh,
    formula_version: config.formula_version,
  };
}
