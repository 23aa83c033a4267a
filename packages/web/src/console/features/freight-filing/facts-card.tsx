import type { FilingContent, FilingDetail } from '@opentocc/contract';
import { call } from '../../../ui/api.ts';
import { minuteOf } from '../../../ui/format.ts';
import { type Translate, useTranslation } from '../../../ui/i18n/use-translation.ts';
import { Card } from '../../card.tsx';
import { useMay } from '../../session/session.ts';
import { Reveal } from '../../ui/reveal.tsx';
import { AreaPicture } from './area-picture.tsx';

type Fact = readonly [label: string, value: string];

/** What was filed; beside what is approved, what a change of it would make of each fact. */
export function FactsCard({ entry }: { readonly entry: FilingDetail }) {
  const { t } = useTranslation();
  const { content, amendment, id, reason, suspended_until_ms } = entry;
  const next = amendment ? new Map(factsOf(amendment.content, t)) : null;
  return (
    <Card title={t('freight-filing.facts')} extra={id}>
      {reason !== '' && <p className="bad">{reason}</p>}
      {suspended_until_ms !== null && (
        <p className="bad">{t('freight-filing.suspended_until', { at: minuteOf(suspended_until_ms) })}</p>
      )}
      {amendment && amendment.reason !== '' && <p className="bad">{amendment.reason}</p>}
      <dl className="description">
        {factsOf(content, t).map(([label, value]) => (
          <div key={label} className="filing-setting">
            <dt>{label}</dt>
            <dd>
              {value || '—'}
              {next && next.get(label) !== value && <strong> → {next.get(label) || '—'}</strong>}
            </dd>
          </div>
        ))}
      </dl>
      {(content.kind === 'driver' || content.kind === 'firm') && <Person entry={entry} />}
      {entry.place && content.kind === 'place' && (
        <AreaPicture ring={content.area[0] ?? []} title={entry.title} place={entry.place} />
      )}
    </Card>
  );
}

/** Who it is about, masked; in full for a reason. */
function Person({ entry: { id, content } }: { readonly entry: FilingDetail }) {
  const { t } = useTranslation();
  const masked =
    content.kind === 'driver'
      ? [content.name, content.phone, content.licence]
      : content.kind === 'firm'
        ? [content.contact_name, content.contact_phone]
        : [];
  return (
    <p>
      <span className="muted">{t('freight-filing.person')} </span>
      <Reveal
        masked={<span>{masked.filter(Boolean).join(' · ')}</span>}
        may={useMay('filing:reveal')}
        ask={(reason) =>
          call('POST /api/v1/freight/filing/entries/:id/reveal', { params: { id }, body: { reason } })
        }
        show={({ name, phone, licence }) => [name, phone, licence].filter(Boolean).join(' · ')}
      />
    </p>
  );
}

function factsOf(content: FilingContent, t: Translate): Fact[] {
  const documents = 'documents' in content ? content.documents : [];
  const papers = documents.map(
    ({ kind, number, until }): Fact => [
      ...([
        t(`freight-filing.documents.${kind}`),
        `${number} ${until === null ? t('freight-filing.unlimited') : t('freight-filing.valid', { day: until })}`.trim(),
      ] as const),
    ],
  );
  return [...ownFacts(content, t), ...papers];
}

function ownFacts(content: FilingContent, t: Translate): Fact[] {
  switch (content.kind) {
    case 'firm':
      return [
        [t('freight-filing.field.name'), content.name],
        [t('freight-filing.field.name_en'), content.name_en],
        [t('freight-filing.field.region'), t(`freight-filing.regions.${content.region}`)],
        [t('freight-filing.field.credit_code'), content.credit_code],
        [t('freight-filing.field.address'), content.address],
      ];
    case 'truck':
      return [
        [t('freight-filing.field.plate'), content.plate],
        [t('freight-filing.field.plate_abroad'), content.plate_abroad ?? ''],
        [t('freight-filing.field.class'), t(`freight-filing.classes.${content.class}`)],
        [t('freight-filing.field.terminal'), content.terminal],
        [t('freight-filing.field.model'), content.model],
        [t('freight-filing.field.load_t'), content.load_t === null ? '' : `${content.load_t}`],
      ];
    case 'driver':
      return [[t('freight-filing.field.licence_class'), content.licence_class]];
    case 'place':
      return [
        [t('freight-filing.field.name'), content.name],
        [t('freight-filing.field.name_en'), content.name_en],
        [t('freight-filing.field.place'), t(`freight-filing.places.${content.place}`)],
        [t('freight-filing.field.address'), content.address],
        [t('freight-filing.field.capacity'), content.capacity === null ? '' : `${content.capacity}`],
      ];
    case 'route':
      return [
        [t('freight-filing.field.name'), content.name],
        [t('freight-filing.field.name_en'), content.name_en],
        [t('freight-filing.field.points'), `${content.points.length}`],
        [t('freight-filing.field.limit_kmh'), content.limit_kmh === null ? '' : `${content.limit_kmh}`],
      ];
  }
}
