import type { SignalEvidence } from '@opentocc/contract';
import { Answer } from '../../../ui/answer.tsx';
import { minuteOf } from '../../../ui/format.ts';
import { useTranslation } from '../../../ui/i18n/use-translation.ts';
import { languageStore } from '../../../ui/preferences.ts';
import { useStore } from '../../../ui/store.ts';
import { Card } from '../../card.tsx';
import { useSignal } from './queries.ts';
import { SignalActs } from './signal-acts.tsx';
import { SignalCurve } from './signal-curve.tsx';
import { SignalKindWord } from './signal-kind.tsx';
import { SignalCourse, SignalLinks } from './signal-tables.tsx';

/** One signal: where it is, why it was called so, its curve against the usual, its links and its course. */
export function SignalCard({ id, onClose }: { readonly id: number; onClose(): void }) {
  const { t } = useTranslation();
  return (
    <Card title={t('detection.detail', { id })} onClose={onClose}>
      <Answer query={useSignal(id)} height_px={420}>
        {(found) => (
          <>
            <Head found={found} />
            <SignalActs signal={found.signal} />
            <div className="signal-columns">
              <section>
                <h3 className="card-sub">{t('detection.curve')}</h3>
                <SignalCurve found={found} />
              </section>
              <section>
                <h3 className="card-sub">{t('detection.links')}</h3>
                <SignalLinks found={found} />
              </section>
            </div>
            <h3 className="card-sub">{t('detection.history')}</h3>
            <SignalCourse found={found} />
          </>
        )}
      </Answer>
    </Card>
  );
}

function Head({ found: { signal, why } }: { readonly found: SignalEvidence }) {
  const { t } = useTranslation();
  const language = useStore(languageStore);
  const { place, began_ms, ended_ms, ended_why, rule, verdict } = signal;
  return (
    <>
      <p>
        <SignalKindWord signal={signal} /> <strong>{place.road[language]}</strong>{' '}
        <span className="muted">
          {minuteOf(began_ms)}
          {ended_ms !== null && ` – ${minuteOf(ended_ms)}`}
          {ended_why && ` · ${t(`detection.ended_why.${ended_why}`)}`} · {t('detection.rule', rule)}
        </span>
      </p>
      <h3 className="card-sub">{t('detection.why')}</h3>
      <ul className="signal-why">
        {why.map((text) => (
          <li key={text.zh}>{text[language]}</li>
        ))}
      </ul>
      {verdict && (
        <p className="note">
          {t(`detection.verdicts.${verdict.verdict}`)} · {verdict.by} · {minuteOf(verdict.at_ms)} ·{' '}
          {verdict.reason}
        </p>
      )}
    </>
  );
}
