import { useNavigate } from '@tanstack/react-router';
import { Button, Checkbox, InputNumber, Select, Slider } from 'antd';
import { useState } from 'react';
import { call } from '../../../ui/api.ts';
import { known } from '../../../ui/asked.ts';
import { percent } from '../../../ui/format.ts';
import { useTranslation } from '../../../ui/i18n/use-translation.ts';
import { useLink } from '../../../ui/queries.ts';
import { Card } from '../../card.tsx';
import { useMay } from '../../session/session.ts';
import { useAction } from '../../ui/use-action.ts';
import { AskSuggestions } from './suggestions/ask-suggestions.tsx';
import './studies.css';

const LEAST_MINUTES = 5;
const MOST_MINUTES = 120;
const USUAL_MINUTES = 30;

/** Asks what an incident on a link would do, from the card of the link. */
export function SimulateCard({ id: link }: { id: number }) {
  const { t } = useTranslation();
  const may = useMay('studies:run');
  const lanes = known(useLink(link))?.lanes;
  const [isOpen, setOpen] = useState(false);
  if (!may || lanes === undefined) return null;
  return (
    <Card title={t('studies.simulate')} className="simulate-card">
      {isOpen ? (
        <IncidentForm link={link} lanes={lanes} />
      ) : (
        <>
          <p className="muted">{t('studies.simulate_hint')}</p>
          <Button type="primary" onClick={() => setOpen(true)}>
            {t('studies.simulate')}
          </Button>
        </>
      )}
    </Card>
  );
}

function IncidentForm({ link, lanes }: { readonly link: number; readonly lanes: number }) {
  const { t } = useTranslation();
  const [taken, setTaken] = useState(Math.max(1, lanes - 1));
  const [minutes, setMinutes] = useState(USUAL_MINUTES);
  const [share, setShare] = useState(0.3);
  const [isHappening, setHappening] = useState(false);
  const [isAsking, setAsking] = useState(false);
  const navigate = useNavigate();
  const act = useAction();
  const ask = async () => {
    setAsking(true);
    const incidents = [{ link, lanes_closed: taken, minutes }];
    const study = await act(() =>
      call('POST /api/v1/studies', { body: { incidents, message_share: share } }),
    );
    if (study && isHappening)
      await act(() => call('POST /api/v1/studies/:id/confirmation', { params: { id: study.id } }));
    setAsking(false);
    if (study) await navigate({ to: '/studies/$study', params: { study: String(study.id) } });
  };
  const choices = Array.from({ length: lanes }, (_, i) => i + 1).map((number) => ({
    value: number,
    label: number === lanes ? t('studies.lanes_all', { number }) : String(number),
  }));
  return (
    <form
      className="simulate-form"
      onSubmit={(event) => {
        event.preventDefault();
        void ask();
      }}
    >
      <label htmlFor="study-lanes">{t('studies.lanes')}</label>
      <Select id="study-lanes" options={choices} value={taken} onChange={setTaken} />
      <label htmlFor="study-minutes">{t('studies.minutes')}</label>
      <InputNumber
        id="study-minutes"
        min={LEAST_MINUTES}
        max={MOST_MINUTES}
        value={minutes}
        onChange={(next) => setMinutes(next ?? USUAL_MINUTES)}
      />
      <span>
        {t('studies.share')} {percent(share)}
      </span>
      <Slider
        min={0.05}
        max={0.8}
        step={0.05}
        value={share}
        tooltip={{ formatter: (value) => percent(value ?? 0) }}
        ariaLabelForHandle={t('studies.share')}
        onChange={setShare}
      />
      <Checkbox
        className="simulate-happening"
        checked={isHappening}
        onChange={({ target }) => setHappening(target.checked)}
      >
        {t('studies.trust.happening')}
      </Checkbox>
      <Button type="primary" htmlType="submit" loading={isAsking}>
        {t('studies.run')}
      </Button>
      <AskSuggestions incident={{ link, lanes_closed: taken, minutes }} />
    </form>
  );
}
