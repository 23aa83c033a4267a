import { isIP } from 'node:net';
import type { Bilingual } from '@opentocc/contract';
import { failed, type Outcome, type Posting, type WebhookPort } from '../../base/messages/index.ts';
import type { AllowedHosts } from './allowed-hosts.ts';
import { askOutside, OutFailure } from './request.ts';

const LIMIT_MS = 12_000;
const MOST_BYTES = 64 * 1024;

/** Posts to endpoints of others; an inner address only where the installation names it. */
export function createWebhook(allowed: AllowedHosts): WebhookPort {
  return {
    refuses: (url) => refusalOf(url, allowed),
    async post({ url, headers, body }: Posting): Promise<Outcome> {
      try {
        const { status } = await askOutside({
          ...{ url, method: 'POST', body, allowed, limit_ms: LIMIT_MS, most_bytes: MOST_BYTES },
          headers: { ...headers, 'content-type': 'application/json; charset=utf-8' },
        });
        return outcomeOf(status);
      } catch (error) {
        if (!(error instanceof OutFailure)) throw error;
        const { message, handed_over, forbidden } = error;
        return failed(said('未能投递', 'Not delivered', message), {
          certain: !handed_over,
          lasting: forbidden,
        });
      }
    },
  };
}

/** 2xx is delivered; 408, 425, 429 and 5xx pass; a redirect or any other answer is for good. */
function outcomeOf(status: number): Outcome {
  if (status >= 200 && status < 300)
    return { kind: 'delivered', detail: said('对方已接收', 'Taken by the endpoint', `HTTP ${status}`) };
  const passes = status >= 500 || [408, 425, 429].includes(status);
  return failed(said('对方未接收', 'Not taken by the endpoint', `HTTP ${status}`), { lasting: !passes });
}

function refusalOf(text: string, allowed: AllowedHosts): Bilingual | null {
  if (!URL.canParse(text)) return { zh: '不是网址', en: 'it is no URL' };
  const { protocol, hostname, username, password } = new URL(text);
  if (protocol !== 'https:' && protocol !== 'http:')
    return { zh: '只支持 https:// 与 http://', en: 'only https:// and http:// are posted to' };
  if (username || password)
    return {
      zh: '网址中不能带账号密码，请用签名核验',
      en: 'it carries a name or password; check the signature instead',
    };
  const host = hostname.replace(/^\[|\]$/g, '');
  const inner =
    (isIP(host) !== 0 && !allowed(host)) || (/(^|\.)localhost$/i.test(host) && !allowed('127.0.0.1'));
  return inner
    ? {
        zh: '指向本机或内部网络；确需使用时由运维在 WEBHOOK_PRIVATE_NETWORKS 中列出',
        en: 'it lies within the own network; operators name such networks in WEBHOOK_PRIVATE_NETWORKS',
      }
    : null;
}

const said = (zh: string, en: string, what: string): Bilingual => ({
  zh: `${zh}：${what}`,
  en: `${en}: ${what}`,
});
