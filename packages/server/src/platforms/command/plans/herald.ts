import type { Bilingual, PlanChannel } from '@opentocc/contract';
import type { Outbox } from '../../../base/messages/index.ts';
import type { Db } from '../../../kit/db.ts';

/** What is said of a run, before it is addressed. */
export interface Saying {
  /** Distinguishes what is said of one run: "task/12/0". */
  readonly key: string;
  readonly subject: Bilingual;
  readonly text: Bilingual;
}

const DRILL = { zh: '【演练】', en: '[DRILL] ' };

/** A text of a drill says so by its first word, wherever it is read. */
export const marked = ({ zh, en }: Bilingual, drill: boolean): Bilingual =>
  drill ? { zh: `${DRILL.zh}${zh}`, en: `${DRILL.en}${en}` } : { zh, en };

/** Queues what a run tells, to one receiver each. */
export async function tell(
  { outbox, tx }: { outbox: Outbox; tx: Db },
  run: { readonly id: number; readonly drill: boolean },
  channel: PlanChannel,
  receivers: readonly string[],
  { key, subject, text }: Saying,
): Promise<void> {
  const { id, drill } = run;
  for (const to of receivers)
    await outbox.queue(tx, {
      key: `plans/${id}/${key}/${channel}/${to}`,
      ...{ channel, to, drill },
      subject: marked(subject, drill),
      text: marked(text, drill),
      about: { module: 'plans', id: `plan-run:${id}`, opens: `/plans/runs/${id}` },
    });
}
