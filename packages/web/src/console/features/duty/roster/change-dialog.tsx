import type { DutyPreview, DutyRoster, DutyRule } from '@opentocc/contract';
import { Alert, Button, Input, Modal, Segmented } from 'antd';
import { useState } from 'react';
import { call } from '../../../../ui/api.ts';
import { useErrorText } from '../../../../ui/error-text.ts';
import { useTranslation } from '../../../../ui/i18n/use-translation.ts';
import { useSaving } from '../../../ui/use-action.ts';
import { useFocusBack } from '../../../ui/use-focus-back.ts';
import { DUTY } from '../queries.ts';
import { PreviewList } from './preview-list.tsx';
import { firstRule, isWhole } from './rule-draft.ts';
import { RuleFields } from './rule-fields.tsx';

interface Props {
  readonly roster: DutyRoster;
  /** The entry that is removed; without it one is added. */
  readonly remove?: number;
  close(): void;
}

const KINDS = ['override', 'turns', 'shifts', 'temporary'] as const;

/** A change of a roster: thought of, looked at as a difference, and only then stored. */
export function ChangeDialog({ roster: { post }, remove, close }: Props) {
  const { t } = useTranslation();
  useFocusBack();
  const [rule, setRule] = useState<DutyRule>(firstRule('override'));
  const [name, setName] = useState('');
  const change = useChange(
    post,
    remove === undefined ? { name, rule } : null,
    remove === undefined ? [] : [remove],
  );
  const edit = (next: DutyRule) => {
    setRule(next);
    change.forget();
  };
  return (
    <Modal
      open
      title={t(remove === undefined ? 'duty.add_entry' : 'duty.remove_entry', { id: remove })}
      width={720}
      onCancel={close}
      footer={[
        <Button key="cancel" onClick={close}>
          {t('common.cancel')}
        </Button>,
        <Button
          key="look"
          disabled={remove === undefined && !isWhole(rule)}
          onClick={() => void change.look()}
        >
          {t('duty.preview')}
        </Button>,
        <Button
          key="save"
          type="primary"
          disabled={!change.seen}
          onClick={() => void change.save().then((ok) => ok && close())}
        >
          {t('duty.save')}
        </Button>,
      ]}
    >
      {remove === undefined && (
        <div className="duty-rule">
          <Segmented
            value={rule.kind}
            options={KINDS.map((value) => ({ value, label: t(`duty.rules.${value}`) }))}
            onChange={(kind) => edit(firstRule(kind as (typeof KINDS)[number]))}
          />
          <RuleFields rule={rule} change={edit} />
          <Input
            aria-label={t('duty.note')}
            placeholder={t('duty.note')}
            value={name}
            maxLength={60}
            onChange={(event) => setName(event.target.value)}
          />
        </div>
      )}
      {change.refusal !== null && <Alert type="error" showIcon title={change.refusal} />}
      {change.seen ? (
        <PreviewList preview={change.seen} />
      ) : (
        <p className="muted">{t('duty.preview_first')}</p>
      )}
    </Modal>
  );
}

type Add = { readonly name: string; readonly rule: DutyRule } | null;

/** Looks at a change and stores it, as of the version that was looked at. */
function useChange({ id, version }: DutyRoster['post'], add: Add, remove: number[]) {
  const errorText = useErrorText();
  const store = useSaving(DUTY);
  const [seen, setSeen] = useState<DutyPreview | null>(null);
  const [refusal, setRefusal] = useState<string | null>(null);
  const parts = { params: { id }, body: { version, add, remove } };
  const attempt = async <T,>(work: () => Promise<T>): Promise<T | null> => {
    setRefusal(null);
    return work().catch((error: unknown) => {
      setRefusal(errorText(error));
      return null;
    });
  };
  return {
    ...{ seen, refusal },
    forget: () => setSeen(null),
    look: async () => setSeen(await attempt(() => call('POST /api/v1/duty/posts/:id/preview', parts))),
    save: async () =>
      (await attempt(() => store(() => call('POST /api/v1/duty/posts/:id/changes', parts)))) !== null,
  };
}
