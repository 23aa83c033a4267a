import type { FiledKind, FilingDetail } from '@opentocc/contract';
import { Alert, Form, Select } from 'antd';
import { call } from '../../../ui/api.ts';
import { useTranslation } from '../../../ui/i18n/use-translation.ts';
import { FormDialog } from '../../ui/form-dialog.tsx';
import { useSaving } from '../../ui/use-action.ts';
import { KINDS } from './address.ts';
import { DocumentFields } from './document-fields.tsx';
import { EntryFieldsOf } from './entry-fields.tsx';
import { FirmField } from './firm-field.tsx';
import { contentOf, type EntryFields, fieldsOf } from './form-values.ts';
import { CHANGED } from './queries.ts';
import { useOwnFirms } from './use-own-firms.ts';

interface Props {
  /** The entry that is changed; null for a new one. */
  readonly entry: FilingDetail | null;
  close(): void;
}

/** Files an entry, or changes one: it is looked at at once, and everything that is wrong is said. */
export function EntryDialog({ entry, close }: Props) {
  const { t } = useTranslation();
  const save = useSaving(...CHANGED);
  const own = useOwnFirms();
  const [form] = Form.useForm<EntryFields>();
  const kind: FiledKind = Form.useWatch('kind', form) ?? entry?.kind ?? 'truck';
  const initial: EntryFields = entry
    ? fieldsOf(entry.amendment?.content ?? entry.content)
    : { kind: 'truck', class: 'container', plate_colour: 2, region: 'mainland', firm: own?.[0] ?? null };
  const send = (fields: EntryFields) => {
    const content = contentOf({ ...fields, kind });
    return entry
      ? call('PUT /api/v1/freight/filing/entries/:id', {
          params: { id: entry.id },
          body: { version: entry.version, content, submit: true },
        })
      : call('POST /api/v1/freight/filing/entries', {
          body: { firm: fields.firm ?? null, content, submit: true },
        });
  };
  const title = t(entry ? 'freight-filing.do.edit' : 'freight-filing.file');
  return (
    <FormDialog
      title={title}
      okText={t('freight-filing.do.submit')}
      form={form}
      initial={initial}
      width={720}
      save={(fields) => save(() => send(fields))}
      close={close}
    >
      {entry?.state === 'approved' && <Alert type="info" showIcon title={t('freight-filing.amend_hint')} />}
      <Form.Item name="kind" label={t('freight-filing.kind')} hidden={entry !== null}>
        <Select options={KINDS.map((value) => ({ value, label: t(`freight-filing.kinds.${value}`) }))} />
      </Form.Item>
      {!entry && <FirmField own={own} />}
      <EntryFieldsOf kind={kind} isNew={entry === null} />
      <DocumentFields kind={kind} />
    </FormDialog>
  );
}
