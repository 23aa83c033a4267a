import type { Situation } from '@opentocc/contract';
import { addressOf, call } from '../../../ui/api.ts';
import { useMay } from '../../session/session.ts';
import { Files } from '../../ui/files.tsx';
import { useAction } from '../../ui/use-action.ts';
import { CHANGED } from './queries.ts';

/** Photographs and other files of a situation. */
export function FilesPart({ situation: { id, attachments } }: { readonly situation: Situation }) {
  const may = useMay('situations:handle');
  const act = useAction(...CHANGED);
  return (
    <Files
      files={attachments}
      addressOf={(attachment) =>
        addressOf('GET /api/v1/situations/:id/attachments/:attachment', { params: { id, attachment } })
      }
      add={
        may
          ? (upload) =>
              act(() =>
                call('POST /api/v1/situations/:id/attachments', {
                  params: { id },
                  body: { ...upload, note: '' },
                }),
              )
          : undefined
      }
    />
  );
}
