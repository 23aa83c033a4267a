import type { SharedItem } from '@opentocc/contract';

/** What is offered. A new offer is a line here: its scopes are permissions that routes ask for. */
export const CATALOGUE: readonly SharedItem[] = [
  {
    code: 'network',
    name: { zh: '路网与路况地图', en: 'Network and traffic map' },
    summary: { zh: '路网矢量瓦片、路段状态', en: 'Vector tiles of the network, states of links' },
    owner: 'city',
    scopes: ['map:read'],
    quota_per_day: 200_000,
    quota_per_minute: 1_200,
    example: '/api/v1/city',
  },
  {
    code: 'indices',
    name: { zh: '交通指数', en: 'Traffic indices' },
    summary: {
      zh: '全市、区、道路的当前与历史指数',
      en: 'Current and past indices of the city, districts and roads',
    },
    owner: 'city',
    scopes: ['indices:read'],
    quota_per_day: 50_000,
    quota_per_minute: 600,
    example: '/api/v1/indices/current',
  },
  {
    code: 'vehicles',
    name: { zh: '营运车辆位置（车牌脱敏）', en: 'Positions of vehicles (plates masked)' },
    summary: { zh: '当前车辆位置与状态', en: 'Where vehicles are now' },
    owner: 'city',
    scopes: ['vehicles:read'],
    quota_per_day: 50_000,
    quota_per_minute: 600,
    example: '/api/v1/vehicles?query=B&limit=20',
  },
  {
    code: 'history',
    name: { zh: '历史路况数据', en: 'History of traffic states' },
    summary: { zh: '按日的 Parquet 文件与区间查询', en: 'Parquet files by day and queries of intervals' },
    owner: 'city',
    scopes: ['history:read', 'history:export'],
    quota_per_day: 10_000,
    quota_per_minute: 60,
    example: '/api/v1/history/datasets',
  },
  {
    code: 'metrics',
    name: { zh: '系统运行指标', en: 'Metrics of the system' },
    summary: { zh: 'Prometheus 指标，供监控设备采集', en: 'Prometheus metrics for monitoring devices' },
    owner: 'city',
    scopes: ['metrics:read'],
    quota_per_day: 10_000,
    quota_per_minute: 10,
    example: '/metrics',
  },
];

export const findItem = (code: string) => CATALOGUE.find((item) => item.code === code);
