import type { IndexValue } from '@opentocc/contract';
import { useRef } from 'react';
import { type Asked, known } from '../../../ui/asked.ts';
import { useIndexChoice } from './choice.ts';
import { LOW_COVERAGE } from './comparison.ts';
import { useLiveIndices } from './live-indices.ts';

/** The corridor in the address, and those there are. */
export interface Corridor {
  /** Road and direction, as `shennan/eastbound`; empty until one is known. */
  readonly key: string;
  /** yyyy-mm-dd */
  readonly day: string;
  /** What there is to choose from. */
  readonly asked: Asked<readonly IndexValue[]>;
  /** The same, the worst first. */
  readonly corridors: readonly IndexValue[];
  choose(key: string): void;
  chooseDay(day: string): void;
}

/** Takes the worst corridor unless the address names one. */
export function useCorridor(): Corridor {
  const [{ scope, key, day }, change] = useIndexChoice();
  const asked = useLiveIndices('corridor');
  const corridors = [...(known(asked) ?? [])].sort((a, b) => urgencyOf(b) - urgencyOf(a));
  // The worst one when the page was opened: it does not jump to another each minute.
  const first = useRef('');
  first.current ||= corridors[0]?.key ?? '';
  return {
    key: scope === 'corridor' && key !== '' ? key : first.current,
    day,
    asked,
    corridors,
    choose: (next) => change({ scope: 'corridor', key: next }),
    chooseDay: (next) => change({ day: next }),
  };
}

/** By the ratio that the diagram is drawn in; what is hardly known comes after. */
const urgencyOf = ({ gb_index, coverage }: IndexValue) =>
  (gb_index ?? -1) - (coverage < LOW_COVERAGE ? 10 : 0);
