import { z } from 'zod';
import { RowId } from './common.ts';
import { defineContract } from './module.ts';
import { WATCHERS } from './permission.ts';
import { defineRoutes } from './route.ts';
import { silenceRoutes } from './silences.ts';
import { warningRuleRoutes } from './warning-rules.ts';
import {
  Warning,
  WarningActs,
  WarningCurve,
  WarningDetail,
  WarningList,
  WarningPerson,
  WarningPlaces,
  WarningPolicyEntry,
} from './warnings.ts';
import { warningsTopic } from './warnings-topic.ts';

export const warningRoutes = defineRoutes('warnings', {
  listWarnings: {
    method: 'GET',
    path: '/api/v1/warnings',
    summary: { zh: '预警', en: 'Open warnings, or those that ended last' },
    authority: 'warnings:read',
    query: z.object({
      state: z.enum(['open', 'ended']).default('open'),
      limit: z.coerce.number().int().min(1).max(20_000).default(10_000),
    }),
    response: WarningList,
  },
  listWarningPlaces: {
    method: 'GET',
    path: '/api/v1/warning-places',
    summary: { zh: '未结束预警的位置', en: 'Where open warnings are, the worst first' },
    authority: 'warnings:read',
    response: WarningPlaces,
  },
  getWarning: {
    method: 'GET',
    path: '/api/v1/warnings/:id',
    summary: { zh: '一条预警的时间线与消息', en: 'A warning with its timeline and messages' },
    authority: 'warnings:read',
    params: RowId,
    response: WarningDetail,
  },
  getWarningCurve: {
    method: 'GET',
    path: '/api/v1/warnings/:id/curve',
    summary: { zh: '一条预警的测量曲线', en: 'The measure of a warning over time' },
    authority: 'warnings:read',
    params: RowId,
    response: WarningCurve,
  },
  actOnWarnings: {
    method: 'POST',
    path: '/api/v1/warnings/acts',
    summary: { zh: '处置预警：确认、接手、移交、备注', en: 'Acknowledge, take over, hand over, note' },
    authority: 'warnings:act',
    audit: 'own',
    body: WarningActs,
    response: z.array(Warning),
  },
  listWarningPeople: {
    method: 'GET',
    path: '/api/v1/warning-people',
    summary: { zh: '可承接预警的人员', en: 'To whom a warning may be handed' },
    authority: 'warnings:act',
    response: z.array(WarningPerson),
  },
  getWarningPolicy: {
    method: 'GET',
    path: '/api/v1/warning-policy',
    summary: { zh: '预警时限与依据', en: 'Times and limits by which warnings are run' },
    authority: 'warnings:read',
    response: z.array(WarningPolicyEntry),
  },
});

export const warningsContract = defineContract({
  routes: { ...warningRoutes, ...warningRuleRoutes, ...silenceRoutes },
  topics: [warningsTopic],
  permissions: {
    'warnings:read': {
      platform: 'command',
      zh: '查看预警',
      en: 'See warnings',
      roles: [...WATCHERS, 'department-user', 'display'],
    },
    'warnings:act': { platform: 'command', zh: '处置预警', en: 'Act on warnings', roles: ['duty-officer'] },
    'warnings:rules': {
      platform: 'command',
      zh: '编写预警规则',
      en: 'Write warning rules',
      roles: ['duty-officer', 'analyst'],
    },
    'warnings:silence': {
      platform: 'command',
      zh: '静默预警',
      en: 'Silence warnings',
      roles: ['duty-officer'],
    },
  },
});
