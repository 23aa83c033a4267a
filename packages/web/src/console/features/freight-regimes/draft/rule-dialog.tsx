import type { FreightRule } from '@opentocc/contract';
import { RULE_KINDS } from '@opentocc/core/freight';
import { Button, Checkbox, Form, Input, Select } from 'antd';
import { useTranslation } from '../../../../ui/i18n/use-translation.ts';
import { FormDialog } from '../../../ui/form-dialog.tsx';
import { useRequired } from '../../../ui/use-required.ts';
import { useSay } from '../words.tsx';
import { RuleFields } from './rule-fields.tsx';
import { ScopeFields } from './scope-fields.tsx';
import type { DraftEditor } from './use-draft-editor.ts';
import { WordsFields } from './words-fields.tsx';

const CONSEQUENCES = ['note', 'alarm', 'refuse', 'suspend', 'remove'] as const;

interface Props {
  readonly editor: DraftEditor;
  readonly rule: FreightRule;
  /** Where it stands among the rules; a new one past the last. */
  readonly at: number;
  close(): void;
}

/** One rule as a form: what its kind asks for, which trips it is about, and what follows. */
export function RuleDialog({ editor: { regime, change }, rule, at, close }: Props) {
  const { t } = useTranslation();
  const say = useSay();
  const required = useRequired();
  const [form] = Form.useForm<FreightRule>();
  const isNew = at >= regime.rules.length;
  const kind = RULE_KINDS[rule.kind];
  return (
    <FormDialog
      title={say(kind.name)}
      okText={t('common.ok')}
      form={form}
      initial={rule}
      width={680}
      save={async (fields) =>
        change({ rules: regime.rules.toSpliced(at, 1, { ...rule, ...fields } as FreightRule) })
      }
      close={close}
    >
      <p className="muted">{say(kind.notice)}</p>
      <WordsFields name="name" label={t('freight-regimes.name')} most={60} />
      <Form.Item
        name="key"
        label={t('freight-regimes.rule_key')}
        rules={[required, { pattern: /^[a-z][a-z0-9-]{0,39}$/, message: t('freight-regimes.code_hint') }]}
      >
        <Input maxLength={40} />
      </Form.Item>
      <RuleFields kind={rule.kind} />
      <ScopeFields />
      <Form.Item name="consequence" label={t('freight-regimes.consequence_label')}>
        <Select
          options={CONSEQUENCES.map((value) => ({ value, label: t(`freight-regimes.consequence.${value}`) }))}
        />
      </Form.Item>
      <Form.Item name="assumed" valuePropName="checked">
        <Checkbox>{t('freight-regimes.assumed')}</Checkbox>
      </Form.Item>
      {!isNew && (
        <Button
          danger
          size="small"
          onClick={() => {
            change({ rules: regime.rules.toSpliced(at, 1) });
            close();
          }}
        >
          {t('freight-regimes.remove_rule')}
        </Button>
      )}
    </FormDialog>
  );
}
