import { queryOptions } from '@tanstack/react-query';
import { call } from '../../../ui/api.ts';

/** First part of the keys of what is asked of views. */
export const VIEWS = 'views';

/** Own views and those shared with one's unit. */
export const viewsQuery = queryOptions({ queryKey: [VIEWS], queryFn: () => call('GET /api/v1/views') });
