import { useQuery } from '@tanstack/react-query';
import { call } from '../../../../ui/api.ts';

const EVERY_MS = 60_000;
/** While typical days are being estimated. */
const SOON_MS = 3_000;

/** Figures of roads, and who set which. */
export const useCalibration = () =>
  useQuery({ queryKey: ['calibration'], queryFn: () => call('GET /api/v1/calibration') });

/** Typical days, their error, and the running day. */
export const useDemand = () =>
  useQuery({
    queryKey: ['demand'],
    queryFn: () => call('GET /api/v1/demand'),
    refetchInterval: ({ state }) => (state.data?.estimating ? SOON_MS : EVERY_MS),
  });
