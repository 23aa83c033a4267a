import type { Case, NewCase } from '@opentocc/contract';
import type { Acting } from '../../../kit/acting.ts';
import { kitErrors } from '../../../kit/errors.ts';
import type { createAttaching, GivenFile } from './attaching.ts';
import type { CallerBook } from './callers.ts';
import type { Changer } from './changes.ts';
import type { Intake } from './intake.ts';
import { readable } from './looking.ts';
import type { TakenCase } from './model.ts';
import { everywhere, type Reach, reachesAll, reachOf } from './reach.ts';
import type { CaseReader } from './reader.ts';
import type { Detail, Recorder } from './recording.ts';
import type { Remarks } from './remarks.ts';

export interface ByHandDeps {
  readonly intake: Intake;
  readonly changer: Changer;
  readonly reader: CaseReader;
  readonly remarks: Remarks;
  readonly attaching: ReturnType<typeof createAttaching>;
  readonly record: Recorder;
  /** Knows the numbers of calls; nobody does where it is left out. */
  readonly callers?: CallerBook;
}

/** What people bring to a case themselves, and the answer to whatever they did. */
export function createByHand({ intake, changer, reader, remarks, attaching, record, callers }: ByHandDeps) {
  /** Puts what was done on record, and answers with the case as whoever acted may read it. */
  async function done(acting: Acting, id: number, action: string, detail: Detail = {}): Promise<Case> {
    await record(acting, id, action, detail);
    return reader.get(everywhere, id, acting.session);
  }

  /** Who may write on a case: the hotline, and who has to answer it. */
  function working({ session }: Acting): Reach {
    const [desk, unit] = (['cases:take', 'cases:handle'] as const).map((name) => reachOf(session, name));
    return (row) => desk(row) || unit(row);
  }

  return {
    done,
    async takeByHand(acting: Acting, { suggested, title, ...given }: NewCase): Promise<Case> {
      if (!reachesAll(acting.session, 'cases:take')) throw kitErrors.out_of_area();
      const by = changer.authorOf(acting);
      const key = `${by.principal}/${given.key}`;
      const asker = (await callers?.filled(given.asker, given.call)) ?? given.asker;
      const taken: TakenCase = { ...given, asker, key, ...(title !== undefined && { title }) };
      const { id, number } = await intake.take(taken, by, suggested);
      return done(acting, id, 'cases.take', { number, channel: given.channel, type: given.type });
    },
    note: (acting: Acting, id: number, { text, key }: { text: string; key?: string | undefined }) =>
      remarks.note(id, working(acting), changer.authorOf(acting), {
        text,
        ...(key !== undefined && { key }),
      }),
    async attach(acting: Acting, id: number, file: GivenFile): Promise<void> {
      await reader.require(working(acting), id);
      await attaching.attach(id, working(acting), changer.authorOf(acting), file);
    },
    async readAttachment(acting: Acting, id: number, attachment: number) {
      await reader.require(readable(acting), id);
      const file = await attaching.read(id, attachment);
      // A letter or a photograph may say who asks.
      await record(acting, id, 'cases.file', { attachment });
      return file;
    },
  };
}
