import { Form } from 'antd';
import { useState } from 'react';
import { useSession } from '../../../session/session.ts';
import { useSaving } from '../../../ui/use-action.ts';
import { CHANGED } from '../queries.ts';
import type { ContentFields } from './content.ts';
import { createDraftStorage, type UnsavedDraft, type WorkName } from './draft-storage.ts';

interface Work {
  readonly work: WorkName;
  /** Version that is changed; null for a new one. */
  readonly version: number | null;
  readonly initial: ContentFields;
  /** Stores it on the server and leads on. */
  send(fields: ContentFields & { readonly note?: string }, draft: UnsavedDraft): Promise<unknown>;
}

/** A form of an article that loses nothing: what is typed stands in the browser until the server has it. */
export function useEditor({ work, version, initial, send }: Work) {
  const { account } = useSession();
  const [storage] = useState(() => createDraftStorage(localStorage, account, work));
  const [found] = useState(() => storage.find());
  const [draft, setDraft] = useState(found);
  const [key] = useState(() => found?.key ?? crypto.randomUUID());
  const [form] = Form.useForm<ContentFields & { note?: string }>();
  const [refusal, setRefusal] = useState<unknown>(null);
  const [isSaving, setSaving] = useState(false);
  const save = useSaving(...CHANGED);
  const [from, setFrom] = useState(found?.version ?? version);
  const start = { key, version: from };
  const changed = (fields: ContentFields) => {
    const next = { ...start, fields };
    setDraft(next);
    storage.save(next);
  };
  const drop = () => {
    storage.drop();
    setDraft(null);
    setFrom(version);
    form.setFieldsValue({ ...initial, valid_to: initial.valid_to, note: undefined });
  };
  const submit = async () => {
    const fields = await form.validateFields().catch(() => null); // what is wrong stands at each field
    if (!fields) return;
    setSaving(true);
    setRefusal(null);
    try {
      await save(async () => {
        const sent = await send(fields, { ...start, fields });
        storage.drop();
        return sent;
      });
    } catch (error) {
      setRefusal(error);
    } finally {
      setSaving(false);
    }
  };
  /** It was begun from a version that is not the newest any more: its writer looks before it takes that one's place. */
  const isBehind = draft !== null && from !== version;
  const takeOver = () => {
    if (draft) storage.save({ ...draft, version });
    setFrom(version);
  };
  return {
    takeOver,
    form,
    initial: found?.fields ?? initial,
    draft,
    changed,
    drop,
    submit,
    refusal,
    isSaving,
    isBehind,
  };
}
export type Editor = ReturnType<typeof useEditor>;
