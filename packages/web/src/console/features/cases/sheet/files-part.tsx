import type { Case } from '@opentocc/contract';
import { addressOf, call } from '../../../../ui/api.ts';
import { Files } from '../../../ui/files.tsx';
import { useAction } from '../../../ui/use-action.ts';
import { CHANGED } from '../queries.ts';
import { useMayWork } from '../use-may-work.ts';

/** Photographs and other files of a case. */
export function FilesPart({ one: { id, attachments } }: { readonly one: Case }) {
  const may = useMayWork();
  const act = useAction(...CHANGED);
  return (
    <Files
      files={attachments}
      addressOf={(attachment) =>
        addressOf('GET /api/v1/cases/:id/attachments/:attachment', { params: { id, attachment } })
      }
      add={
        may
          ? (upload) =>
              act(() =>
                call('POST /api/v1/cases/:id/attachments', { params: { id }, body: { ...upload, note: '' } }),
              )
          : undefined
      }
    />
  );
}
