import type { StudyResult, StudyScenario } from '@opentocc/contract';
import { MINUTE_MS } from '@opentocc/core/time';
import { Segmented, Select } from 'antd';
import { useState } from 'react';
import { Answer } from '../../../ui/answer.tsx';
import { both } from '../../../ui/asked.ts';
import { hourMinuteOf } from '../../../ui/format.ts';
import { useTranslation } from '../../../ui/i18n/use-translation.ts';
import { STATE_NAMES } from '../../../ui/names.ts';
import { themeStore } from '../../../ui/preferences.ts';
import { useCity, useLink } from '../../../ui/queries.ts';
import { useStore } from '../../../ui/store.ts';
import { CHANGE_COLOURS, STATE_COLOURS } from '../../../ui/theme/palette.ts';
import { Card } from '../../card.tsx';
import { bytesOf, differences, overCity } from './difference.ts';
import { MinuteSlider } from './minute-slider.tsx';
import { useScenarioName } from './scenario-name.ts';
import { StateMap } from './state-map.tsx';

interface Props {
  readonly result: StudyResult;
  readonly shown: StudyScenario;
  readonly minute: number;
  setMinute(minute: number): void;
  setKey(key: string): void;
}

/** The roads in the state that is predicted for one scenario at one minute, which a slider chooses. */
export function PredictedMap({ result, shown, minute, setMinute, setKey }: Props) {
  const { t } = useTranslation();
  const nameOf = useScenarioName();
  const [other, setAgainst] = useState<string>();
  const against = result.scenarios.find(({ key }) => key === other && key !== shown.key);
  const link = result.places[0]?.link ?? result.links[0] ?? 0;
  const at = `${t('studies.minute', { minute })} · ${hourMinuteOf(result.base_ms + minute * MINUTE_MS)}`;
  return (
    <Card title={t('studies.map')} extra={at}>
      <div className="tools">
        <Segmented
          aria-label={t('studies.shown')}
          options={result.scenarios.map((one) => ({ value: one.key, label: nameOf(one) }))}
          value={shown.key}
          onChange={setKey}
        />
        <Select
          aria-label={t('studies.against')}
          allowClear
          placeholder={t('studies.against')}
          value={against?.key}
          options={result.scenarios
            .filter(({ key, speeds }) => key !== shown.key && speeds !== '')
            .map((one) => ({ value: one.key, label: t('studies.against_one', { kind: nameOf(one) }) }))}
          onChange={(key?: string) => setAgainst(key)}
        />
      </div>
      <MinuteSlider {...{ minute, setMinute, at, last: result.horizon_min }} />
      {against ? <ChangeKey /> : <StateKey />}
      <Answer query={both(useCity(), useLink(link))} height_px={430}>
        {([city, { coordinates }]) => (
          <StateMap
            key={against ? 'change' : 'state'}
            city={city}
            states={overCity(
              city.link_count,
              result.links,
              against ? differences(result, shown, against, minute) : statesAt(result, shown, minute),
            )}
            isChange={against !== undefined}
            place={coordinates}
            link={link}
          />
        )}
      </Answer>
      <p className="muted hint">{t('studies.map_hint')}</p>
    </Card>
  );
}

/** States by link of the result at the end of a minute. */
const statesAt = ({ links }: StudyResult, { states }: StudyScenario, minute: number): Uint8Array =>
  bytesOf(states).subarray((minute - 1) * links.length, minute * links.length);

const CHANGES = ['unknown', 'much_better', 'better', 'none', 'worse', 'much_worse'] as const;

function ChangeKey() {
  const { t } = useTranslation();
  const theme = useStore(themeStore);
  return (
    <div className="study-key">
      {CHANGES.map((name, i) => (
        <span key={name}>
          <i className="row-lamp" style={{ background: CHANGE_COLOURS[theme][i] }} />
          {t(`studies.changes.${name}`)}
        </span>
      ))}
    </div>
  );
}

function StateKey() {
  const { t } = useTranslation();
  const theme = useStore(themeStore);
  return (
    <div className="study-key">
      {STATE_NAMES.map((name, i) => (
        <span key={name}>
          <i className="row-lamp" style={{ background: STATE_COLOURS[theme][i] }} />
          {t(`state.${name}`)}
        </span>
      ))}
    </div>
  );
}
