import { useState } from 'react';
import { Answer } from '../../../ui/answer.tsx';
import { hourMinuteOf } from '../../../ui/format.ts';
import { useTranslation } from '../../../ui/i18n/use-translation.ts';
import { ForecastCard } from './forecast-card.tsx';
import { HistoryCard } from './history-card.tsx';
import { LanesCard } from './lanes-card.tsx';
import { NowCard } from './now-card.tsx';
import { type LineChoice, usePorts } from './queries.ts';
import { ScoresCard } from './scores-card.tsx';
import { TruthCard } from './truth-card.tsx';
import './ports.css';

/** Trucks before the ports: what it is like now, what is expected, what is usual, and how good the forecasts were. */
export function PortsPage() {
  const { t } = useTranslation();
  const ports = usePorts();
  const [choice, setChoice] = useState<LineChoice>({ port: 'huanggang', direction: 'out' });
  return (
    <div className="page">
      <div className="page-head">
        <h1>{t('freight_ports.title')}</h1>
      </div>
      <Answer query={ports} isEmpty={({ lines }) => lines.length === 0} height_px={320}>
        {({ at_ms, lines }) => {
          const line =
            lines.find((one) => one.port === choice.port && one.direction === choice.direction) ?? lines[0];
          return (
            <>
              <NowCard
                lines={lines}
                chosen={line}
                onChoose={setChoice}
                as_of={t('freight_ports.as_of', { at: hourMinuteOf(at_ms) })}
              />
              <ForecastCard line={line} />
            </>
          );
        }}
      </Answer>
      <div className="page-columns">
        <HistoryCard choice={choice} />
        <TruthCard choice={choice} />
      </div>
      <div className="page-columns">
        <ScoresCard />
        <LanesCard />
      </div>
    </div>
  );
}
