import type { PendingTerminal, SourceHealth, VehicleClass } from '@opentocc/contract';
import { useQuery } from '@tanstack/react-query';
import { Form, Select } from 'antd';
import { useEffect } from 'react';
import { call } from '../../../ui/api.ts';
import { known } from '../../../ui/asked.ts';
import { useTranslation } from '../../../ui/i18n/use-translation.ts';
import { VEHICLE_CLASS_NAMES } from '../../../ui/names.ts';
import { languageStore } from '../../../ui/preferences.ts';
import { useStore } from '../../../ui/store.ts';
import { FormDialog } from '../../ui/form-dialog.tsx';
import { useSaving } from '../../ui/use-action.ts';
import { useRequired } from '../../ui/use-required.ts';
import { TerminalFacts } from './terminal-facts.tsx';
import { CHANGED_BY_DECISION } from './terminals-card.tsx';

interface Props {
  readonly terminal: PendingTerminal;
  readonly sources: readonly SourceHealth[];
  close(): void;
}

interface Fields {
  source: number;
  vehicle_class: VehicleClass;
}

/** Takes a terminal in, with what is needed to decide: who it says it is, whose it probably is, where it stands. */
export function ApproveDialog({ terminal, sources, close }: Props) {
  const { t } = useTranslation();
  const language = useStore(languageStore);
  const save = useSaving(...CHANGED_BY_DECISION);
  const [form] = Form.useForm<Fields>();
  const required = useRequired();
  const params = { phone: terminal.phone };
  const asked = useQuery({
    queryKey: ['terminal-case', terminal.phone],
    queryFn: () => call('GET /api/v1/terminals/:phone/case', { params }),
  });
  const likely = known(asked)?.likely;
  // Where several are likely a person chooses: a wrong firm is not noticed later.
  const likeliest = likely?.length === 1 ? likely[0].source : undefined;
  useEffect(() => {
    // A guess is offered, and never put over what somebody chose.
    if (likeliest !== undefined && form.getFieldValue('source') === undefined)
      form.setFieldsValue({ source: likeliest });
  }, [likeliest, form]);
  return (
    <FormDialog
      title={t('sources.approve_title', { plate: terminal.plate })}
      okText={t('sources.approve')}
      width={640}
      form={form}
      initial={{ vehicle_class: 'other' as const }}
      save={(body) => save(() => call('POST /api/v1/terminals/:phone/approval', { params, body }))}
      close={close}
    >
      <TerminalFacts terminal={terminal} sources={sources} asked={asked} />
      <Form.Item
        name="source"
        label={t('common.source')}
        rules={[required]}
        extra={sources.length === 0 && t('sources.begin_text')}
      >
        <Select options={sources.map(({ id, name }) => ({ value: id, label: name[language] }))} />
      </Form.Item>
      <Form.Item name="vehicle_class" label={t('sources.vehicle_class')} rules={[required]}>
        <Select
          options={VEHICLE_CLASS_NAMES.map((value) => ({ value, label: t(`vehicle_class.${value}`) }))}
        />
      </Form.Item>
    </FormDialog>
  );
}
