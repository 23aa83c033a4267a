import { callUntil } from '../../../ui/api.ts';
import type { Found } from '../../feature.ts';

/** Own and shared views by a part of their name. */
export async function findViews(text: string, signal: AbortSignal): Promise<readonly Found[]> {
  const wanted = text.trim().toLowerCase();
  const { views } = await callUntil(signal, 'GET /api/v1/views');
  return views
    .filter(({ name }) => name.toLowerCase().includes(wanted))
    .map(({ id, name, own, owner, address }) => ({
      key: `view ${id}`,
      label: name,
      hint: own
        ? { zh: '我的视图', en: 'My view' }
        : { zh: `视图 · ${owner} 共享`, en: `View shared by ${owner}` },
      opens: address,
    }));
}
