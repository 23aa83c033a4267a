import type { VisitDraw } from '@opentocc/contract';
import { Button, Input, Space, Table } from 'antd';
import { useState } from 'react';
import { call } from '../../../ui/api.ts';
import { minuteOf, percent } from '../../../ui/format.ts';
import { useTranslation } from '../../../ui/i18n/use-translation.ts';
import { languageStore } from '../../../ui/preferences.ts';
import { useStore } from '../../../ui/store.ts';
import { Card } from '../../card.tsx';
import { saveFile } from '../../export/save-file.ts';
import { useMay } from '../../session/session.ts';
import { Confirm } from '../../ui/confirm.tsx';
import { useAction } from '../../ui/use-action.ts';
import { VISITS } from './queries.ts';

interface Props {
  readonly draw: VisitDraw;
}

/** A draw with what was promised before it and all that is needed to make it again. */
export function DrawCard({ draw }: Props) {
  const { t } = useTranslation();
  const { from, to, eligible, drawn, share, over } = draw;
  const counts = t('visits.eligible', { eligible, drawn, share: percent(share), over });
  return (
    <Card title={`${from} – ${to}`} extra={counts}>
      <Commitment draw={draw} />
      {draw.seed === null ? <Reveal draw={draw} /> : <Sheet draw={draw} />}
      <details>
        <summary>{t('visits.strata')}</summary>
        <Strata draw={draw} />
      </details>
    </Card>
  );
}

function Commitment({ draw }: Props) {
  const { t } = useTranslation();
  const { list_hash, commitment, committed_ms, committed_by, seed, witness, revealed_ms, revealed_by } = draw;
  return (
    <dl className="description visit-promise">
      <dt>{t('visits.list_hash')}</dt>
      <dd>
        <code>{list_hash}</code>
      </dd>
      <dt>{t('visits.commitment')}</dt>
      <dd>
        <code>{commitment}</code>{' '}
        <small className="muted">
          {minuteOf(committed_ms)} {committed_by}
        </small>
      </dd>
      <dt>{t('visits.seed')}</dt>
      <dd>
        {seed === null ? t('visits.seed_hidden') : <code>{seed}</code>}{' '}
        {revealed_ms !== null && (
          <small className="muted">
            {minuteOf(revealed_ms)} {revealed_by}
          </small>
        )}
      </dd>
      {witness && (
        <>
          <dt>{t('visits.witness')}</dt>
          <dd>{witness}</dd>
        </>
      )}
    </dl>
  );
}

function Reveal({ draw: { id } }: Props) {
  const { t } = useTranslation();
  const act = useAction(VISITS);
  const [witness, setWitness] = useState('');
  if (!useMay('visits:supervise')) return null;
  const reveal = () =>
    act(() => call('POST /api/v1/visit-draws/:id/reveal', { params: { id }, body: { witness } }));
  return (
    <div className="visit-reveal">
      <Space wrap>
        <Input
          aria-label={t('visits.witness')}
          placeholder={t('visits.witness')}
          maxLength={100}
          value={witness}
          onChange={(event) => setWitness(event.target.value)}
        />
        <Confirm title={t('visits.reveal')} description={t('visits.reveal_confirm')} onConfirm={reveal}>
          <Button type="primary">{t('visits.reveal')}</Button>
        </Confirm>
      </Space>
      <p className="muted hint">{t('visits.witness_hint')}</p>
    </div>
  );
}

function Sheet({ draw: { id, from, to } }: Props) {
  const { t } = useTranslation();
  const act = useAction();
  const save = async () => {
    const sheet = await act(() => call('GET /api/v1/visit-draws/:id/sheet', { params: { id } }));
    if (sheet) saveFile(`visit-draw-${from}-${to}.json`, new Blob([JSON.stringify(sheet, null, 1)]));
  };
  return (
    <p>
      <Button onClick={save}>{t('visits.sheet')}</Button>{' '}
      <small className="muted">{t('visits.redraw')}</small>
    </p>
  );
}

function Strata({ draw: { strata, exclusions } }: Props) {
  const { t } = useTranslation();
  const language = useStore(languageStore);
  return (
    <>
      <Table
        rowKey={({ type, unit }) => `${type}/${unit}`}
        size="small"
        pagination={false}
        scroll={{ x: true }}
        dataSource={strata}
        columns={[
          { title: t('visits.type'), render: (_, { type }) => t(`visits.type_of.${type}`) },
          {
            title: t('visits.unit'),
            render: (_, { unit_name }) => (unit_name ? unit_name[language] : t('visits.by_hotline')),
          },
          { title: t('visits.listed'), dataIndex: 'eligible', align: 'right' },
          { title: t('visits.drawn'), dataIndex: 'drawn', align: 'right' },
        ]}
      />
      <h3 className="card-sub">{t('visits.excluded')}</h3>
      {exclusions.length === 0 && <p className="muted">{t('visits.excluded_none')}</p>}
      <ul>
        {exclusions.map(({ rule, name, cases }) => (
          <li key={rule}>
            {name[language]}: {cases}
          </li>
        ))}
      </ul>
    </>
  );
}
