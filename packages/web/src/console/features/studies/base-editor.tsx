import type { StudyFault, StudyLimits } from '@opentocc/contract';
import { Button, Input, InputNumber } from 'antd';
import { useId } from 'react';
import { useTranslation } from '../../../ui/i18n/use-translation.ts';
import { languageStore } from '../../../ui/preferences.ts';
import { useStore } from '../../../ui/store.ts';
import { Card } from '../../card.tsx';
import type { EnterLink } from './action-editor.tsx';
import { type Draft, type DraftIncident, NEW_INCIDENT, replaced } from './draft.ts';
import { LinkField } from './link-field.tsx';

const MOST_INCIDENTS = 4;
const MOST_ROUTES = 4;

interface Props {
  readonly draft: Draft;
  readonly faults: readonly StudyFault[];
  readonly limits: StudyLimits | undefined;
  readonly onEnter: EnterLink;
  change(part: Partial<Draft>): void;
}

/** What is equal in all scenarios: how far the study looks, incidents, and routes whose time is followed. */
export function BaseEditor({ draft, faults, limits, onEnter, change }: Props) {
  const { t } = useTranslation();
  const language = useStore(languageStore);
  const id = useId();
  const { name, horizon_min, radius_m, incidents, routes } = draft;
  return (
    <Card title={t('studies.base_editor')}>
      <div className="study-fields">
        <div>
          <label htmlFor={`${id}-name`}>{t('studies.study_name')}</label>
          <Input
            id={`${id}-name`}
            value={name}
            maxLength={60}
            onChange={({ target }) => change({ name: target.value })}
          />
        </div>
        <NumberField
          label={t('studies.horizon')}
          range={[15, limits?.horizon_min ?? 180, 5]}
          value={horizon_min}
          setValue={(value) => change({ horizon_min: value })}
        />
        <NumberField
          label={t('studies.radius')}
          range={[1000, limits?.radius_m ?? 8000, 500]}
          value={radius_m}
          setValue={(value) => change({ radius_m: value })}
        />
      </div>
      {incidents.map((incident, i) => (
        <IncidentEditor
          // biome-ignore lint/suspicious/noArrayIndexKey: incidents have no names of their own, and stay in their order
          key={i}
          {...{ incident, onEnter }}
          setIncident={(next) => change({ incidents: replaced(incidents, i, next) })}
        />
      ))}
      {routes.map((route, i) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: routes have no names of their own, and stay in their order
        <fieldset key={i} className="study-action">
          <legend>{t('studies.route_number', { number: i + 1 })}</legend>
          <div className="study-fields">
            {(['from_link', 'to_link'] as const).map((end) => (
              <LinkField
                key={end}
                {...{ id: `${id}-${i}-${end}`, onEnter, value: route[end] }}
                label={t(`studies.fields.${end}`)}
                empty={t('studies.choose_link')}
                setValue={(link) => change({ routes: replaced(routes, i, { ...route, [end]: link }) })}
              />
            ))}
          </div>
          <Button size="small" onClick={() => change({ routes: replaced(routes, i, null) })}>
            {t('studies.remove_route')}
          </Button>
        </fieldset>
      ))}
      {faults.map(({ text, code, item }) => (
        <p key={`${code} ${item}`} className="note" role="alert">
          {text[language]}
        </p>
      ))}
      <div className="tools">
        <Button
          disabled={incidents.length >= MOST_INCIDENTS}
          onClick={() => change({ incidents: [...incidents, NEW_INCIDENT] })}
        >
          {t('studies.add_incident')}
        </Button>
        <Button
          disabled={routes.length >= MOST_ROUTES}
          onClick={() => change({ routes: [...routes, { from_link: null, to_link: null }] })}
        >
          {t('studies.add_route')}
        </Button>
      </div>
    </Card>
  );
}

interface IncidentProps {
  readonly incident: DraftIncident;
  readonly onEnter: EnterLink;
  setIncident(next: DraftIncident | null): void;
}

function IncidentEditor({ incident, onEnter, setIncident }: IncidentProps) {
  const { t } = useTranslation();
  const id = useId();
  return (
    <fieldset className="study-action">
      <legend>{t('studies.what')}</legend>
      <div className="study-fields">
        <LinkField
          {...{ id, onEnter, value: incident.link }}
          label={t('studies.fields.link')}
          empty={t('studies.choose_link')}
          setValue={(link) => setIncident({ ...incident, link })}
        />
        {(['lanes_closed', 'from_min', 'minutes'] as const).map((name) => (
          <NumberField
            key={name}
            label={t(`studies.fields.${name}`)}
            range={RANGES[name]}
            value={incident[name]}
            setValue={(value) => setIncident({ ...incident, [name]: value })}
          />
        ))}
      </div>
      <Button size="small" onClick={() => setIncident(null)}>
        {t('studies.remove_incident')}
      </Button>
    </fieldset>
  );
}

type Range = readonly [min: number, max: number, step: number];
const RANGES = { lanes_closed: [1, 12, 1], from_min: [0, 59, 1], minutes: [5, 120, 5] } as const;

interface NumberProps {
  readonly label: string;
  readonly range: Range;
  readonly value: number;
  setValue(value: number): void;
}

function NumberField({ label, range: [min, max, step], value, setValue }: NumberProps) {
  const id = useId();
  return (
    <div>
      <label htmlFor={id}>{label}</label>
      <InputNumber {...{ id, min, max, step, value }} onChange={(next) => next !== null && setValue(next)} />
    </div>
  );
}
