import { useQuery } from '@tanstack/react-query';
import { call } from '../../../ui/api.ts';

export const useWeather = () =>
  useQuery({
    queryKey: ['weather'],
    queryFn: () => call('GET /api/v1/weather'),
    refetchInterval: 15_000,
  });

export const useWeatherDrillRuns = () =>
  useQuery({
    queryKey: ['weather-drill-runs'],
    queryFn: () => call('GET /api/v1/weather/drill-runs'),
    refetchInterval: 5_000,
  });

export const useWeatherDrills = () =>
  useQuery({
    queryKey: ['weather-drills'],
    queryFn: () => call('GET /api/v1/weather/drills'),
    staleTime: Number.POSITIVE_INFINITY,
  });
