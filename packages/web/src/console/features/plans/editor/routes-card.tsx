import type { PlanRouteList } from '@opentocc/contract';
import { Button, Form, Input, InputNumber, Select } from 'antd';
import { useState } from 'react';
import { useTranslation } from '../../../../ui/i18n/use-translation.ts';
import { Card } from '../../../card.tsx';
import { FormDialog } from '../../../ui/form-dialog.tsx';
import { useSay } from '../say.ts';
import { newKey } from './document.ts';
import { RemoveButton, WordsFields } from './fields.tsx';
import type { PlanEditor } from './use-plan-editor.ts';

/** Routes that stop, by colour. */
export function RoutesCard({ editor }: { readonly editor: PlanEditor }) {
  const { t } = useTranslation();
  const say = useSay();
  const [opened, setOpened] = useState<string | null>(null);
  const { document, mayEdit } = editor;
  if (document.routes.length === 0 && !mayEdit) return null;
  return (
    <Card title={t('plans.editor.routes')} extra={t('plans.editor.routes_hint')}>
      <ul>
        {document.routes.map(({ key, name, level, routes, stated }) => (
          <li key={key}>
            <button type="button" className="row-button" disabled={!mayEdit} onClick={() => setOpened(key)}>
              <strong>{say(name)}</strong>
              {t(`plans.levels.${level}`)} · {t('plans.editor.routes_count', { count: routes.length })}
              {stated !== null && (
                <span className="muted">{t('plans.editor.routes_stated', { stated })}</span>
              )}
            </button>
          </li>
        ))}
      </ul>
      {mayEdit && (
        <Button size="small" onClick={() => setOpened('')}>
          {t('plans.editor.add_routes')}
        </Button>
      )}
      {opened !== null && <RoutesDialog editor={editor} list={opened} close={() => setOpened(null)} />}
    </Card>
  );
}

interface Fields extends Omit<PlanRouteList, 'key' | 'routes'> {
  readonly lines: string;
}

const LEVELS = ['blue', 'yellow', 'orange', 'red'] as const;

function RoutesDialog({ editor, list, close }: { editor: PlanEditor; list: string; close(): void }) {
  const { t } = useTranslation();
  const [form] = Form.useForm<Fields>();
  const { document, change } = editor;
  const found = document.routes.find(({ key }) => key === list);
  const others = document.routes.filter(({ key }) => key !== list);
  const save = async ({ lines, stated, ...fields }: Fields) => {
    const routes = lines.split(/[\n,，、;；]/).map((line) => line.trim());
    const put: PlanRouteList = {
      ...{ ...fields, key: found?.key ?? newKey('routes', document.routes), stated: stated ?? null },
      routes: routes.filter((route) => route !== ''),
    };
    const all = found ? document.routes.map((one) => (one === found ? put : one)) : [...others, put];
    change({ ...document, routes: all });
  };
  return (
    <FormDialog
      title={t('plans.editor.list')}
      okText={t('plans.editor.done')}
      form={form}
      initial={found ? { ...found, lines: found.routes.join('\n') } : { level: 'orange', lines: '' }}
      save={save}
      close={close}
    >
      <WordsFields name="name" label={t('plans.editor.list')} most={60} />
      <div className="plans-pair">
        <Form.Item name="level" label={t('plans.editor.level')}>
          <Select options={LEVELS.map((value) => ({ value, label: t(`plans.levels.${value}`) }))} />
        </Form.Item>
        <Form.Item name="stated" label={t('plans.editor.stated')}>
          <InputNumber min={0} max={2000} precision={0} />
        </Form.Item>
      </div>
      <Form.Item name="lines" label={t('plans.editor.routes_field')}>
        <Input.TextArea rows={8} />
      </Form.Item>
      <RemoveButton
        isNew={!found}
        remove={() => {
          change({ ...document, routes: others });
          close();
        }}
      />
    </FormDialog>
  );
}
