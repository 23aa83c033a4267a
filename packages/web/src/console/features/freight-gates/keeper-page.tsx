import type { GateKeeperView } from '@opentocc/contract';
import { Link, useParams } from '@tanstack/react-router';
import { Answer } from '../../../ui/answer.tsx';
import { known } from '../../../ui/asked.ts';
import { useTranslation } from '../../../ui/i18n/use-translation.ts';
import { languageStore } from '../../../ui/preferences.ts';
import { useStore } from '../../../ui/store.ts';
import { BarrierCard } from './barrier-card.tsx';
import { ExpectedCard } from './expected-card.tsx';
import { useKeeper } from './queries.ts';
import { ReadCard } from './read-card.tsx';
import { ReadsCard } from './reads-card.tsx';
import './gates.css';

/** For one hand at the barrier: the truck that waits, why it was not let in, and what can be done about it. */
export function KeeperPage() {
  const { t } = useTranslation();
  const { gate = '' }: { gate?: string } = useParams({ strict: false });
  const language = useStore(languageStore);
  const query = useKeeper(gate);
  const view = known(query);
  const named = (name: { zh: string; en: string }) => name[language] || name.zh;
  return (
    <div className="page gate-keeper">
      <Link to="/freight/gates">{t('freight-gates.map_link')}</Link>
      <h1>{view ? `${named(view.site.name)} · ${named(view.gate.name)}` : gate}</h1>
      <Answer query={query} height_px={480}>
        {(view) => <Keeper view={view} />}
      </Answer>
    </div>
  );
}

function Keeper({ view: { gate, reads, expected } }: { readonly view: GateKeeperView }) {
  const { t } = useTranslation();
  const waiting = reads.filter(({ state }) => state === 'waiting' || state === 'new');
  const rest = reads.filter(({ state }) => state !== 'waiting' && state !== 'new');
  return (
    <>
      {waiting.length > 1 && (
        <p className="note">{t('freight-gates.more_waiting', { count: waiting.length - 1 })}</p>
      )}
      <ReadCard key={waiting[0]?.id ?? 0} read={waiting[0] ?? null} />
      <BarrierCard gate={gate} />
      <ExpectedCard expected={expected} />
      <ReadsCard reads={rest} title={t('freight-gates.recent')} />
    </>
  );
}
