import type { FindingHandling, HandlingAct, HandlingRecord } from '@opentocc/contract';

/** An act on a finding, as it is stored. */
export interface StoredAct {
  readonly finding: number;
  readonly at_ms: number;
  readonly principal: string;
  readonly actor: string;
  readonly act: HandlingAct;
}

/** A silence that was set for what findings are of. */
export interface Mute {
  readonly until_ms: number;
  readonly reason: string;
  readonly actor: string;
}

/** Where a finding stands with people. @param acts on it, the oldest first */
export function handlingOf(
  acts: readonly StoredAct[],
  mute: Mute | undefined,
  now_ms: number,
): FindingHandling {
  const last = <K extends HandlingAct['kind']>(kind: K) => acts.findLast(({ act }) => act.kind === kind);
  const acknowledged = last('acknowledged');
  const assigned = last('assigned')?.act as Extract<HandlingAct, { kind: 'assigned' }> | undefined;
  return {
    acknowledged: acknowledged ? { by: acknowledged.actor, at_ms: acknowledged.at_ms } : null,
    assignee: assigned?.to ?? null,
    muted:
      mute && mute.until_ms > now_ms
        ? { until_ms: mute.until_ms, reason: mute.reason, by: mute.actor }
        : null,
    history: acts.map(recordOf).reverse(),
  };
}

const recordOf = ({ at_ms, actor, act }: StoredAct): HandlingRecord => ({ at_ms, by: actor, act });
