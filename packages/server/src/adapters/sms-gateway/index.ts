import { failed, type Outcome, type Sms, type SmsPort } from '../../base/messages/index.ts';
import { askOutside, OutFailure } from '../http-out/index.ts';

export interface SmsGatewayConfig {
  /** Where a message is posted to. */
  readonly url: string;
  /** Bearer token; undefined where the gateway asks for none. */
  readonly token: string | undefined;
  /** The signature that stands before the text: 【深圳交通】. */
  readonly sign: string | undefined;
}

const LIMIT_MS = 12_000;
const MOST_BYTES = 64 * 1024;

/**
 * A gateway that takes `{id, to, text}` as JSON; null where none is set up. The operator chose its address, which may lie
 * within the own network.
 */
export function createSmsGateway(config: SmsGatewayConfig | undefined): SmsPort | null {
  return config ? gatewayAt(config) : null;
}

function gatewayAt({ url, token, sign }: SmsGatewayConfig): SmsPort {
  const { host } = new URL(url);
  return {
    says: { zh: `短信网关 ${host}`, en: `SMS gateway ${host}` },
    async send({ id, to, text }: Sms): Promise<Outcome> {
      const body = JSON.stringify({ id, to, text: sign ? `${sign}${text}` : text });
      const headers = {
        'content-type': 'application/json; charset=utf-8',
        'idempotency-key': id,
        ...(token !== undefined && { authorization: `Bearer ${token}` }),
      };
      try {
        const { status } = await askOutside({
          ...{ url, method: 'POST', headers, body, limit_ms: LIMIT_MS, most_bytes: MOST_BYTES },
          allowed: () => true,
        });
        return outcomeOf(status);
      } catch (error) {
        if (!(error instanceof OutFailure)) throw error;
        return failed(
          { zh: `未能交给短信网关：${error.message}`, en: `Not handed to the SMS gateway: ${error.message}` },
          { certain: !error.handed_over },
        );
      }
    },
  };
}

/** 2xx is taken; 408, 425, 429 and 5xx pass, and so does a token that an operator mends (401, 403). */
function outcomeOf(status: number): Outcome {
  if (status >= 200 && status < 300)
    return { kind: 'sent', detail: { zh: '短信网关已接收', en: 'Taken by the SMS gateway' } };
  const passes = status >= 500 || [401, 403, 408, 425, 429].includes(status);
  const detail = { zh: `短信网关未接收：HTTP ${status}`, en: `Not taken by the SMS gateway: HTTP ${status}` };
  return failed(detail, { lasting: !passes });
}
