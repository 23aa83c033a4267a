import type { StudyActionOf } from '@opentocc/contract/study-actions';
import { isSignalised, type SignalRequest } from '@opentocc/core/demand';
import type { RoadNetwork } from '@opentocc/core/network';
import { simulationErrors } from '../errors.ts';
import { type ActionKind, spanOf } from './action-kind.ts';

type SignalPlan = StudyActionOf<'signal_plan'>;

/** 信号配时: another program at a signal, then the assumed one again. */
export const signalPlan: ActionKind<SignalPlan> = {
  links: ({ link }) => [link],
  places: () => [],
  check(network, action) {
    const { link, green_share, shift_s, cycle_s } = action;
    if (!isSignalised(network, junctionOf(network, action))) return [simulationErrors.no_signal({ link })];
    const isChanged = green_share !== 1 || shift_s !== 0 || cycle_s !== null;
    return isChanged ? [] : [simulationErrors.no_change({ link })];
  },
  apply(action, { area }, { programs }) {
    const { from_s, to_s } = spanOf(action);
    const found = area.programs.find(({ request }) => isSame(request, requestOf(action)));
    if (!found) throw simulationErrors.no_signal({ link: action.link });
    const { controller, program } = found;
    programs.push({ kind: 'program', at_s: from_s, controller, program });
    programs.push({ kind: 'program', at_s: to_s, controller, program: 0 });
  },
};

/** Node of the signal. */
export const junctionOf = ({ link_from, link_to }: RoadNetwork, { link, side }: SignalPlan): number =>
  side === 'end' ? link_to[link] : link_from[link];

/** The program that has to be there. */
export const requestOf = ({ link, side, green_share, shift_s, cycle_s }: SignalPlan): SignalRequest => ({
  ...{ link, side, green_share, shift_s, cycle_s },
});

const isSame = (a: SignalRequest, b: SignalRequest): boolean =>
  a.link === b.link &&
  a.side === b.side &&
  a.green_share === b.green_share &&
  a.shift_s === b.shift_s &&
  a.cycle_s === b.cycle_s;
