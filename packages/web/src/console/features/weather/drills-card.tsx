import type { WeatherDrill } from '@opentocc/contract';
import { Button, Table, type TableColumnsType } from 'antd';
import { useState } from 'react';
import { Answer } from '../../../ui/answer.tsx';
import { minuteOf } from '../../../ui/format.ts';
import { useTranslation } from '../../../ui/i18n/use-translation.ts';
import { languageStore } from '../../../ui/preferences.ts';
import { useStore } from '../../../ui/store.ts';
import { Card } from '../../card.tsx';
import { useMay } from '../../session/session.ts';
import { Assumed } from '../../ui/assumed.tsx';
import { ResponseTag, SignalTag } from './level-tags.tsx';
import { useWeatherDrills } from './queries.ts';
import { StartDrillDialog } from './start-drill-dialog.tsx';

/** Past storms step by step, with both scales. */
export function DrillsCard() {
  const { t } = useTranslation();
  const language = useStore(languageStore);
  const columns = useColumns();
  const may = useMay('weather:drill');
  const [starting, setStarting] = useState<string | null>(null);
  return (
    <Card title={t('weather.drills')} extra={t('weather.scales_hint')}>
      <Answer query={useWeatherDrills()} height_px={160}>
        {(drills) =>
          drills.map(({ key, name, source, dated, assumed, steps }) => (
            <section key={key} className="drill" aria-label={name[language]}>
              <h3>
                {name[language]} {assumed && <Assumed source={`${source[language]} (${dated})`} />}{' '}
                {may && (
                  <Button size="small" onClick={() => setStarting(key)}>
                    {t('weather.start_drill')}
                  </Button>
                )}
              </h3>
              <Table
                rowKey="at_ms"
                size="small"
                columns={columns}
                dataSource={steps}
                scroll={{ x: true }}
                pagination={false}
              />
            </section>
          ))
        }
      </Answer>
      {starting !== null && <StartDrillDialog script={starting} close={() => setStarting(null)} />}
    </Card>
  );
}

function useColumns(): TableColumnsType<WeatherDrill['steps'][number]> {
  const { t } = useTranslation();
  const language = useStore(languageStore);
  return [
    { title: t('weather.decided_at'), render: (_, { at_ms }) => minuteOf(at_ms) },
    { title: t('weather.drill_step'), className: 'wrap', render: (_, { what }) => what[language] },
    { title: t('weather.signal'), render: (_, { signal }) => <SignalTag level={signal} /> },
    { title: t('weather.proposed'), render: (_, { proposed }) => <ResponseTag level={proposed} /> },
    { title: t('weather.response'), render: (_, { response }) => <ResponseTag level={response} /> },
  ];
}
