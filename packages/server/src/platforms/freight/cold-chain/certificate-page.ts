import type { Bilingual } from '@opentocc/contract';
import { cityMinute } from '../../../kit/clock.ts';
import { type Html, html, lines, type Page, type View, type Visit } from '../../citizen/site/index.ts';
import type { Certificates, CheckedCertificate } from './certificates.ts';

const T = {
  title: { zh: '出库证明查验', en: 'Certificate of release' },
  valid: {
    zh: '有效：由本市集中监管仓签发，签名核验通过',
    en: 'Valid: issued by a supervised warehouse of the city, its signature holds',
  },
  revoked: {
    zh: '已撤销：请勿购买、加工或销售这批货物',
    en: 'Revoked: do not buy, process or sell these goods',
  },
  recalled: { zh: '正在召回：请立即停售封存', en: 'Being recalled: stop selling and secure the goods' },
  missing: { zh: '查无此证', en: 'No such certificate' },
  missing_text: {
    zh: '没有编号为 {code} 的出库证明。请核对二维码或编号；若商家出示的证明查不到，请拨打 12345。',
    en: 'There is no certificate {code}. Check its code; if a seller shows one that is not found here, call 12345.',
  },
  warehouse: { zh: '监管仓', en: 'Warehouse' },
  issued: { zh: '签发时间', en: 'Issued' },
  lots: { zh: '批次', en: 'Lots' },
  compare: {
    zh: '请与货物、包装上的批号逐项核对：',
    en: 'Compare with the goods and the lot numbers on their packing:',
  },
} as const satisfies Record<string, Bilingual>;

/** Where a buyer checks a certificate of release, by the code under its QR. Complete without a script. */
export function certificatePage(certificates: Pick<Certificates, 'check'>): Page {
  return {
    path: '/cold-chain/:code',
    async show(visit): Promise<View> {
      const { code } = visit.params;
      const found = /^Z\d{8}-\d{4,9}$/.test(code) ? await certificates.check(code) : undefined;
      return found ? shownOf(visit, found) : missingOf(visit, code.slice(0, 40));
    },
  };
}

function missingOf({ say }: Visit, code: string): View {
  const title = say(T.missing);
  return {
    ...{ title, status: 404 },
    body: html`<h1>${title}</h1><p class="lead">${say(T.missing_text, { code })}</p>`,
  };
}

function shownOf(visit: Visit, { row, consignment, warehouse, recall }: CheckedCertificate): View {
  const { say } = visit;
  const verdict = recall === null ? (row.revoked_ms === null ? T.valid : T.revoked) : T.recalled;
  const title = `${say(T.title)} ${row.code}`;
  return {
    title,
    body: html`<h1>${title}</h1>
<p class="notice ${verdict === T.valid ? 'good' : 'bad'}" role="status"><strong>${say(verdict)}</strong></p>
<dl>${fact(say(T.warehouse), say(warehouse))}${fact(say(T.issued), cityMinute(row.issued_ms))}
${fact(say(T.lots), consignment.lots.map(({ lot, quantity, uom }) => `${lot} · ${quantity} ${uom}`).join('\n'))}</dl>
<p>${say(T.compare)}</p>
<p class="hint">${lines(row.text)}</p>`,
  };
}

const fact = (name: string, value: string): Html => html`<dt>${name}</dt><dd>${lines(value)}</dd>`;
