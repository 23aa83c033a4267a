import type { NewReport } from '@opentocc/contract';
import { Alert, Button, Form, Input, Select } from 'antd';
import { useEffect, useState } from 'react';
import { call } from '../../../ui/api.ts';
import { useErrorText } from '../../../ui/error-text.ts';
import { useTranslation } from '../../../ui/i18n/use-translation.ts';
import { useMay } from '../../session/session.ts';
import { useSaving } from '../../ui/use-action.ts';
import { useRequired } from '../../ui/use-required.ts';
import { KINDS, ORIGINS, SEVERITIES } from './choices.ts';
import { PlaceSearch } from './place-search.tsx';
import { CHANGED } from './queries.ts';
import type { Desk } from './use-desk.ts';

interface Fields extends Pick<NewReport, 'origin' | 'kind' | 'severity' | 'text'> {
  readonly name?: string;
  readonly phone?: string;
}

const INITIAL = { origin: 'call', kind: 'accident', severity: 'medium' } as const;

/** Takes a report by hand while somebody is on the phone: place on the map or by road, what, who. */
export function ReportPanel({ desk }: { readonly desk: Desk }) {
  const { t } = useTranslation();
  const save = useSaving(...CHANGED);
  const errorText = useErrorText();
  const required = useRequired();
  const maySearch = useMay('studies:run');
  const [form] = Form.useForm<Fields>();
  // The same report sent twice, as after a lost answer, is one.
  const [key] = useState(() => crypto.randomUUID());
  const [refusal, setRefusal] = useState<unknown>(null);
  const { place, setPlace, endReport } = desk;
  useEffect(() => {
    form.getFieldInstance('text')?.focus();
  }, [form]);
  const send = async ({ name = '', phone, ...fields }: Fields) => {
    if (!place) return;
    const [lon, lat] = place;
    const caller = phone ? { name, phone } : null;
    try {
      const made = await save(() =>
        call('POST /api/v1/situations', { body: { key, ...fields, lon, lat, caller } }),
      );
      endReport(made.id);
    } catch (error) {
      setRefusal(error);
    }
  };
  return (
    <section className="situation-panel card" aria-label={t('situations.report_title')}>
      <h2>{t('situations.report_title')}</h2>
      <Form
        form={form}
        layout="vertical"
        initialValues={INITIAL}
        onFinish={send}
        className="situation-report"
      >
        <Form.Item name="text" label={t('situations.report_text')} rules={[required]}>
          <Input.TextArea rows={3} maxLength={2000} />
        </Form.Item>
        <Form.Item label={t('situations.report_place')} required>
          {maySearch && <PlaceSearch onPlace={setPlace} />}
          <p className={place ? '' : 'muted'} role="status">
            {place ? `${place[0].toFixed(5)}, ${place[1].toFixed(5)}` : t('situations.report_place_hint')}
          </p>
        </Form.Item>
        <div className="situation-fields">
          <Form.Item name="kind" label={t('situations.kind_title')}>
            <Select options={KINDS.map((value) => ({ value, label: t(`situations.kind.${value}`) }))} />
          </Form.Item>
          <Form.Item name="severity" label={t('situations.severity_title')}>
            <Select
              options={SEVERITIES.map((value) => ({ value, label: t(`situations.severity.${value}`) }))}
            />
          </Form.Item>
          <Form.Item name="origin" label={t('situations.origin_title')}>
            <Select options={ORIGINS.map((value) => ({ value, label: t(`situations.origin.${value}`) }))} />
          </Form.Item>
          <Form.Item name="phone" label={t('situations.caller_phone')}>
            <Input maxLength={25} inputMode="tel" />
          </Form.Item>
          <Form.Item name="name" label={t('situations.caller_name')}>
            <Input maxLength={50} />
          </Form.Item>
        </div>
        {refusal !== null && <Alert type="error" showIcon title={errorText(refusal)} />}
        <p className="situation-acts">
          <Button type="primary" htmlType="submit" disabled={!place}>
            {t('situations.report')}
          </Button>
          <Button onClick={() => endReport(null)}>{t('common.cancel')}</Button>
        </p>
      </Form>
    </section>
  );
}
