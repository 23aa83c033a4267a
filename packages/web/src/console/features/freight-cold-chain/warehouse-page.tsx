import { HOUR_MS } from '@opentocc/core/time';
import { Select } from 'antd';
import { useState } from 'react';
import { Answer } from '../../../ui/answer.tsx';
import { hourMinuteOf } from '../../../ui/format.ts';
import { useTranslation } from '../../../ui/i18n/use-translation.ts';
import { languageStore } from '../../../ui/preferences.ts';
import { useStore } from '../../../ui/store.ts';
import { useNow } from '../../../ui/use-now.ts';
import { Card } from '../../card.tsx';
import { GoodsTable } from './goods-table.tsx';
import { useSlots, useWarehouses } from './queries.ts';
import './cold-chain.css';

const SHOWN = 24;

/** A supervised warehouse: its slots of the next day, what comes, and what lies in it. */
export function WarehousePage() {
  const { t } = useTranslation();
  const language = useStore(languageStore);
  const [chosen, setChosen] = useState<string | undefined>();
  return (
    <div className="page">
      <div className="page-head">
        <h1>{t('freight_cold_chain.warehouses')}</h1>
      </div>
      <Answer
        query={useWarehouses()}
        isEmpty={({ length }) => length === 0}
        empty={t('freight_cold_chain.no_warehouse')}
        height_px={320}
      >
        {(all) => {
          const code = chosen ?? all[0].code;
          return (
            <>
              <Select
                className="cold-warehouse"
                aria-label={t('freight_cold_chain.warehouse')}
                options={all.map((one) => ({ value: one.code, label: one.name[language] }))}
                value={code}
                onChange={setChosen}
              />
              <SlotsCard code={code} />
              <GoodsTable warehouse={code} />
            </>
          );
        }}
      </Answer>
    </div>
  );
}

function SlotsCard({ code }: { readonly code: string }) {
  const { t } = useTranslation();
  const from_ms = Math.floor(useNow(60_000) / HOUR_MS) * HOUR_MS;
  return (
    <Card title={t('freight_cold_chain.slots')}>
      <Answer query={useSlots(code, from_ms)} height_px={64}>
        {(slots) => (
          <ol className="cold-slots">
            {slots.slice(0, SHOWN).map(({ from_ms: at_ms, booked, free }) => (
              <li key={at_ms} className={free === 0 ? 'cold-full' : ''}>
                {hourMinuteOf(at_ms)}{' '}
                <strong>
                  {booked}/{booked + free}
                </strong>
              </li>
            ))}
          </ol>
        )}
      </Answer>
    </Card>
  );
}
