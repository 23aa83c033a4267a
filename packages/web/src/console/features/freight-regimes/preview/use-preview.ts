import type { FreightPreviewFilter } from '@opentocc/contract';
import { skipToken, useQuery } from '@tanstack/react-query';
import { call } from '../../../../ui/api.ts';

/** A preview of a version of a draft; it is made once and stays until it is asked for again. */
export const usePreview = (draft: number, version: number | undefined) =>
  useQuery({
    queryKey: ['freight-preview', draft, version],
    queryFn:
      version === undefined
        ? skipToken
        : () => call('POST /api/v1/freight/regime-drafts/:id/preview', { params: { id: draft } }),
    staleTime: Number.POSITIVE_INFINITY,
    retry: false,
  });

interface Query {
  readonly show: FreightPreviewFilter;
  readonly firm?: string | undefined;
  readonly rule?: string | undefined;
  readonly offset: number;
  readonly limit: number;
}

export const usePreviewTrips = (id: string, query: Query) =>
  useQuery({
    queryKey: ['freight-preview-trips', id, query],
    queryFn: () => call('GET /api/v1/freight/regime-previews/:id/trips', { params: { id }, query }),
  });
