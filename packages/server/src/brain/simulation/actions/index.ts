import type { StudyAction, StudyActionKind } from '@opentocc/contract/study-actions';
import type { ActionKind } from './action-kind.ts';
import { closure } from './closure.ts';
import { demand } from './demand.ts';
import { gate } from './gate.ts';
import { laneLoss } from './lane-loss.ts';
import { message } from './message.ts';
import { signalPlan } from './signal-plan.ts';
import { speedLimit } from './speed-limit.ts';

const KINDS: { readonly [K in StudyActionKind]: ActionKind<Extract<StudyAction, { kind: K }>> } = {
  closure,
  lane_loss: laneLoss,
  speed_limit: speedLimit,
  signal_plan: signalPlan,
  demand,
  message,
  gate,
};

/** The kind of an action. */
export const kindOf = <A extends StudyAction>({ kind }: A): ActionKind<A> =>
  KINDS[kind] as unknown as ActionKind<A>;
