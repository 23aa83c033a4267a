export { type AllowedHosts, allowHosts } from './allowed-hosts.ts';
export { createFetch } from './fetch.ts';
export { askOutside, type OutAnswer, OutFailure } from './request.ts';
export { createWebhook } from './webhook.ts';
