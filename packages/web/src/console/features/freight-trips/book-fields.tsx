import { Checkbox, Form, Input, InputNumber, Select } from 'antd';
import { useTranslation } from '../../../ui/i18n/use-translation.ts';
import { languageStore } from '../../../ui/preferences.ts';
import { useStore } from '../../../ui/store.ts';
import { DateField } from '../../ui/date-field.tsx';
import { useRequired } from '../../ui/use-required.ts';
import type { BookValues } from './book-values.ts';
import { portOptions } from './ports.ts';
import type { OnFile } from './queries.ts';

/** Who drives, when, and what for. @param chose a slot that was chosen before is none of what is chosen now */
export function BookFields({ onFile, chose }: { onFile: OnFile; chose(): void }) {
  const { t } = useTranslation();
  const language = useStore(languageStore);
  const required = useRequired();
  const ports = portOptions(language);
  const named = (entries: OnFile['trucks']) => entries.map(({ id, title }) => ({ value: id, label: title }));
  const sites = onFile.places
    .filter(({ kind }) => kind === 'site')
    .map(({ code, name }) => ({ value: code, label: name[language] || name.zh }));
  const routes = onFile.routes.map(({ code, name }) => ({ value: code, label: name[language] || name.zh }));
  return (
    <div className="book-fields">
      <Form.Item name="truck" label={t('freight-trips.truck')} rules={[required]}>
        <Select showSearch optionFilterProp="label" options={named(onFile.trucks)} onChange={chose} />
      </Form.Item>
      <Form.Item name="driver" label={t('freight-trips.driver')} rules={[required]}>
        <Select showSearch optionFilterProp="label" options={named(onFile.drivers)} />
      </Form.Item>
      <Form.Item name="direction" label={t('freight-trips.direction')} rules={[required]}>
        <Select
          onChange={chose}
          options={(['in', 'out'] as const).map((value) => ({
            ...{ value, label: t(`freight-trips.direction_of.${value}`) },
          }))}
        />
      </Form.Item>
      <Form.Item name="port" label={t('freight-trips.port')} rules={[required]}>
        <Select options={ports} onChange={chose} />
      </Form.Item>
      <Form.Item name="day" label={t('freight-trips.day')} rules={[required]}>
        <DateField onChange={chose} />
      </Form.Item>
      <Form.Item name="site" label={t('freight-trips.site')}>
        <Select allowClear showSearch optionFilterProp="label" options={sites} />
      </Form.Item>
      <Form.Item name="route" label={t('freight-trips.route')}>
        <Select allowClear showSearch optionFilterProp="label" options={routes} />
      </Form.Item>
      <Form.Item name="return_port" label={t('freight-trips.return_port')} rules={[required]}>
        <Select options={ports} />
      </Form.Item>
      <Form.Item name="return_after_h" label={t('freight-trips.return_after')} rules={[required]}>
        <InputNumber min={1} max={100} />
      </Form.Item>
      <Form.Item name="goods" label={t('freight-trips.goods')} rules={[required]}>
        <Input maxLength={100} />
      </Form.Item>
      <Form.Item name="weight_kg" label={t('freight-trips.weight')}>
        <InputNumber min={0} max={100_000} />
      </Form.Item>
      <HazmatFields onFile={onFile} />
      <Form.Item
        name="city"
        label={t('freight-trips.city')}
        rules={[required, { pattern: /^\d{6}$/, message: t('common.required') }]}
      >
        <Input maxLength={6} inputMode="numeric" />
      </Form.Item>
      <Form.Item name="wait" valuePropName="checked">
        <Checkbox>{t('freight-trips.wait')}</Checkbox>
      </Form.Item>
      <Form.Item name="standby" valuePropName="checked">
        <Checkbox>{t('freight-trips.standby')}</Checkbox>
      </Form.Item>
    </div>
  );
}

/** One vehicle, one trip, one slip: asked for trucks of dangerous goods alone. */
function HazmatFields({ onFile }: { onFile: OnFile }) {
  const { t } = useTranslation();
  const required = useRequired();
  const truck = Form.useWatch<BookValues['truck'] | undefined>('truck');
  const content = onFile.trucks.find(({ id }) => id === truck)?.content;
  if (content?.kind !== 'truck' || content.class !== 'hazmat') return null;
  return (
    <>
      <Form.Item
        name="un"
        label={t('freight-trips.un')}
        rules={[required, { pattern: /^\d{4}$/, message: t('common.required') }]}
      >
        <Input maxLength={4} inputMode="numeric" />
      </Form.Item>
      <Form.Item name="slip" label={t('freight-trips.slip')} rules={[required, { min: 4 }]}>
        <Input maxLength={40} />
      </Form.Item>
    </>
  );
}
