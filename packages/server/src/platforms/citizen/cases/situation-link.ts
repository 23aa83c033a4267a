import type { SituationKind, SituationSeverity } from '@opentocc/contract';
import type { Acting } from '../../../kit/acting.ts';
import type { TakenReport } from '../../command/situations/index.ts';
import type { Changer } from './changes.ts';
import { casesErrors } from './errors.ts';
import { reachOf } from './reach.ts';
import type { CaseReader } from './reader.ts';

interface Reporting {
  readonly version: number;
  readonly kind: SituationKind;
  readonly severity: SituationSeverity;
}

/** Makes a report of a situation of what a case says, and links the two. Nobody reads there who asks. */
export function createSituationLink(deps: {
  readonly reader: Pick<CaseReader, 'require'>;
  readonly changer: Changer;
  readonly report: (report: TakenReport) => Promise<number>;
}) {
  const { reader, changer, report } = deps;
  return async (acting: Acting, id: number, { version, kind, severity }: Reporting): Promise<void> => {
    const reach = reachOf(acting.session, 'cases:take');
    const row = await reader.require(reach, id);
    if (row.version !== version)
      throw casesErrors.changed({ number: row.number, now: row.version, seen: version });
    const { lon, lat, number, text, title, received_ms } = row;
    if (lon === null || lat === null) throw casesErrors.no_place();
    // The same key gives the same situation, so that a call that is repeated after a failure makes no second one.
    const situation = await report({
      ...{ key: `cases/${number}`, origin: 'call', kind, severity, lon, lat, link: null, at_ms: received_ms },
      ...{ text: `${title}（12328 工单 ${number}）${text === title ? '' : `：${text.slice(0, 500)}`}` },
      ...{ probability: 'probable', lanes: null, header: 'real', attributes: { case: number }, caller: null },
    });
    await changer.change([{ id, version }], reach, changer.authorOf(acting), async ([draft], queries) => {
      await queries.links.add(id, [{ kind: 'situation', ref: `${situation}` }]);
      draft.note({
        ...{ kind: 'link', detail: { kind: 'situation', ref: `${situation}`, linked: true } },
        zh: `转为事件接报，事件 ${situation}`,
        en: `Reported to situations: situation ${situation}`,
      });
    });
  };
}
