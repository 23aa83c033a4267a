import { plainPlate } from '@opentocc/core/freight';
import type { Clock } from '../../../kit/clock.ts';
import { byGate, type GatePermits, type ReadRow, SYSTEM } from './model.ts';
import type { Register } from './register.ts';
import type { GateQueries } from './store.ts';
import type { Yard } from './yard.ts';

export interface PassingDeps {
  readonly clock: Clock;
  readonly register: Pick<Register, 'siteOfGate'>;
  readonly yard: Pick<Yard, 'queuedSince'>;
  readonly uses: Pick<GatePermits, 'settle'>;
}

/** A truck goes through: it is within, or has left; the gate's history says so. */
export function createPassing({ clock, register, yard, uses }: PassingDeps) {
  return async (read: ReadRow, of: GateQueries): Promise<void> => {
    const { gate, decided_by, direction, trip, permit } = read;
    const { code: site } = register.siteOfGate(gate);
    const [plate, at_ms, by] = [plateOf(read), clock.now(), decided_by ?? SYSTEM];
    await of.addEvents([{ gate, at_ms, kind: 'opened', by, text: said(plate, read) }]);
    if (plate === '') return;
    if (direction === 'out') await leave({ gate, site, plate, at_ms, by }, of, uses);
    else
      await of.addStay({
        ...{ site, plate, trip, permit, in_ms: at_ms, out_ms: null },
        queued_ms: yard.queuedSince(site, plate),
      });
  };
}

/** A truck that leaves a site: the permit by which it came in is used out of it. */
export async function leave(
  left: {
    readonly gate: string;
    readonly site: string;
    readonly plate: string;
    readonly at_ms: number;
    readonly by: string;
  },
  of: GateQueries,
  uses: Pick<GatePermits, 'settle'>,
): Promise<void> {
  const { gate, site, plate, at_ms, by } = left;
  const stay = await of.endStay(site, plate, at_ms);
  if (!stay?.permit) return;
  const pass = {
    permit: stay.permit,
    place: site,
    passage: 'out',
    at_ms,
    by: byGate(gate, by),
    plate,
  } as const;
  await uses.settle(of.tx, pass);
}

const said = (plate: string, { why }: ReadRow) => ({
  zh: `${plate || '无牌'}：${why.zh}`,
  en: `${plate || 'no plate'}: ${why.en}`,
});

/** The plate that counts: as it is expected, else as a person or the camera read it; '' for none. */
export const plateOf = ({
  matched,
  corrected,
  plate,
}: Pick<ReadRow, 'matched' | 'corrected' | 'plate'>): string =>
  plainPlate(matched ?? corrected ?? plate ?? '');
