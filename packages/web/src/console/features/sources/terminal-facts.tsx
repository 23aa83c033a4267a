import type { PendingTerminal, SourceHealth, TerminalCase } from '@opentocc/contract';
import { Link } from '@tanstack/react-router';
import { Answer } from '../../../ui/answer.tsx';
import { call } from '../../../ui/api.ts';
import type { Asked } from '../../../ui/asked.ts';
import { minuteOf, NO_VALUE, plateOf } from '../../../ui/format.ts';
import { useTranslation } from '../../../ui/i18n/use-translation.ts';
import { languageStore } from '../../../ui/preferences.ts';
import { useStore } from '../../../ui/store.ts';
import { useMayInCity } from '../../session/session.ts';
import { Reveal } from '../../ui/reveal.tsx';

interface Props {
  readonly terminal: PendingTerminal;
  readonly sources: readonly SourceHealth[];
  readonly asked: Asked<TerminalCase>;
}

/** What a waiting terminal says of itself, and what the registry says to it. */
export function TerminalFacts({ terminal, sources, asked }: Props) {
  const { t } = useTranslation();
  const { phone, plate, maker, model, terminal_id, address, attempts, first_seen_ms, last_seen_ms } =
    terminal;
  const ask = (reason: string) =>
    call('POST /api/v1/terminals/:phone/plate/reveal', { params: { phone }, body: { reason } });
  return (
    <>
      <dl className="description terminal-facts">
        <dt>{t('sources.phone')}</dt>
        <dd>{phone}</dd>
        <dt>{t('sources.plate')}</dt>
        <dd>
          <Reveal
            masked={plate}
            may={useMayInCity('sources:approve')}
            ask={ask}
            show={(revealed) => <b>{plateOf(revealed.plate)}</b>}
          />
        </dd>
        <dt>{t('sources.device')}</dt>
        <dd>{[maker, model, terminal_id].filter(Boolean).join(' · ') || NO_VALUE}</dd>
        <dt>{t('sources.address')}</dt>
        <dd>{address || NO_VALUE}</dd>
        <dt>{t('sources.attempts')}</dt>
        <dd>
          {t('sources.asked_times', {
            number: attempts,
            from: minuteOf(first_seen_ms),
            to: minuteOf(last_seen_ms),
          })}
        </dd>
      </dl>
      <Answer query={asked} height_px={120}>
        {(found) => <CaseFacts found={found} sources={sources} />}
      </Answer>
    </>
  );
}

function CaseFacts({ found, sources }: { found: TerminalCase; sources: readonly SourceHealth[] }) {
  const { t } = useTranslation();
  const language = useStore(languageStore);
  const nameOf = (id: number) => sources.find((source) => source.id === id)?.name[language] ?? NO_VALUE;
  const { likely, plate_held_by, place } = found;
  return (
    <dl className="description terminal-facts">
      <dt>{t('sources.likely')}</dt>
      <dd>
        {likely.length === 0
          ? t('sources.likely_none')
          : likely.map(({ source, why }) => (
              <div key={source}>
                <b>{nameOf(source)}</b>{' '}
                <span className="muted">{why.map((one) => one[language]).join(t('common.semicolon'))}</span>
              </div>
            ))}
      </dd>
      <dt>{t('sources.plate_held')}</dt>
      <dd className={plate_held_by ? 'bad' : undefined}>
        {plate_held_by
          ? t('sources.plate_held_by', { phone: plate_held_by.phone, name: nameOf(plate_held_by.source) })
          : t('sources.plate_free')}
      </dd>
      <dt>{t('sources.claimed_place')}</dt>
      <dd>
        {place ? (
          <>
            {place.lon.toFixed(5)}, {place.lat.toFixed(5)} · {minuteOf(place.at_ms)}{' '}
            <Link to="/map" search={{ at: `${place.lon.toFixed(5)},${place.lat.toFixed(5)},15` }}>
              {t('sources.on_map')}
            </Link>
          </>
        ) : (
          t('sources.no_place')
        )}
      </dd>
    </dl>
  );
}
