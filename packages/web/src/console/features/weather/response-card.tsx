import type { ResponseDecision, WeatherOverview } from '@opentocc/contract';
import { Button, Table, type TableColumnsType } from 'antd';
import { useState } from 'react';
import { Answer } from '../../../ui/answer.tsx';
import type { Asked } from '../../../ui/asked.ts';
import { minuteOf } from '../../../ui/format.ts';
import { useTranslation } from '../../../ui/i18n/use-translation.ts';
import { languageStore } from '../../../ui/preferences.ts';
import { useStore } from '../../../ui/store.ts';
import { Card } from '../../card.tsx';
import { useMay } from '../../session/session.ts';
import { Assumed } from '../../ui/assumed.tsx';
import { DecideDialog } from './decide-dialog.tsx';
import { ResponseTag, SignalTag } from './level-tags.tsx';

/** The two scales side by side: what the signal proposes, and what people decided. */
export function ResponseCard({ weather }: { readonly weather: Asked<WeatherOverview> }) {
  const { t } = useTranslation();
  return (
    <Card title={t('weather.two_scales')} extra={t('weather.scales_hint')}>
      <Answer query={weather} height_px={160}>
        {(overview) => <Scales {...overview} />}
      </Answer>
    </Card>
  );
}

function Scales({ signal, proposed, decisions, rules }: WeatherOverview) {
  const { t } = useTranslation();
  const language = useStore(languageStore);
  const may = useMay('weather:decide');
  const [isDeciding, setDeciding] = useState(false);
  const columns = useColumns();
  const last = decisions[0];
  return (
    <>
      <div className="weather-scales">
        <dl>
          <div>
            <dt>{t('weather.signal')}</dt>
            <dd>
              <SignalTag level={signal} />
            </dd>
          </div>
          <div>
            <dt>
              {t('weather.proposed')} {rules.assumed && <Assumed source={rules.source[language]} />}
            </dt>
            <dd>
              <ResponseTag level={proposed} />
            </dd>
          </div>
          <div>
            <dt>{t('weather.response')}</dt>
            <dd>
              <ResponseTag level={last?.level ?? null} />
            </dd>
          </div>
        </dl>
        {may && (
          <Button type="primary" onClick={() => setDeciding(true)}>
            {t('weather.decide')}
          </Button>
        )}
      </div>
      {decisions.length > 0 ? (
        <Table
          rowKey="id"
          size="small"
          columns={columns}
          dataSource={decisions}
          scroll={{ x: true }}
          pagination={{ pageSize: 5, hideOnSinglePage: true, showSizeChanger: false }}
        />
      ) : (
        <p className="muted">{t('weather.no_decisions')}</p>
      )}
      {isDeciding && (
        <DecideDialog after={last?.id ?? 0} proposed={proposed} close={() => setDeciding(false)} />
      )}
    </>
  );
}

function useColumns(): TableColumnsType<ResponseDecision> {
  const { t } = useTranslation();
  return [
    { title: t('weather.decided_at'), render: (_, { at_ms }) => minuteOf(at_ms) },
    { title: t('weather.level'), render: (_, { level }) => <ResponseTag level={level} /> },
    { title: t('weather.at_signal'), render: (_, { signal }) => <SignalTag level={signal} /> },
    { title: t('weather.at_proposed'), render: (_, { proposed }) => <ResponseTag level={proposed} /> },
    { title: t('weather.reason'), dataIndex: 'reason', className: 'wrap' },
    { title: t('weather.by'), dataIndex: 'by' },
  ];
}
