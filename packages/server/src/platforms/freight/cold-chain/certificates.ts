import type { ColdCertificate } from '@opentocc/contract';
import type { KeyService } from '../../../base/keys/index.ts';
import type { Acting } from '../../../kit/acting.ts';
import { type Clock, cityDay, cityMinute } from '../../../kit/clock.ts';
import { verifySm2 } from '../../../kit/sm.ts';
import { type Consignments, requireNoRecall } from './consignments.ts';
import { coldErrors } from './errors.ts';
import { authorOf, type CertificateRow, type ConsignmentRow } from './model.ts';
import { note } from './noting.ts';
import type { ColdStore } from './store.ts';

export interface CertificatesDeps {
  readonly store: ColdStore;
  readonly clock: Clock;
  readonly keys: Pick<KeyService, 'sign' | 'publicKeys'>;
  readonly consignments: Pick<Consignments, 'change' | 'asKeeper'>;
  /** Of the page on which a certificate is checked. */
  readonly addressOf: (path: string) => string;
}

/** What a buyer is shown of a certificate. */
export interface CheckedCertificate {
  readonly row: CertificateRow;
  readonly consignment: ConsignmentRow;
  readonly warehouse: { readonly zh: string; readonly en: string };
  /** The recall that reaches its goods, where one does. */
  readonly recall: string | null;
}

/** 出库证明: signed with SM2 when goods passed, and checked by whoever buys them. */
export function createCertificates({ store, clock, keys, consignments, addressOf }: CertificatesDeps) {
  const isGenuine = ({ text, key_id, signature }: CertificateRow): boolean => {
    const key = keys.publicKeys('certificate').get(key_id);
    return key !== undefined && verifySm2(Buffer.from(text), signature, key);
  };

  return {
    isGenuine,
    /** @throws AppError where a warning is open, a lot is recalled, or the goods did not pass */
    issue: (acting: Acting, id: string, version: number): Promise<void> =>
      consignments.change(
        acting,
        id,
        version,
        consignments.asKeeper(acting, 'passed'),
        async (queries, row, by) => {
          const open = (await queries.warningsOf([id])).filter(({ closed_ms }) => closed_ms === null).length;
          if (open > 0) throw coldErrors.open_warnings({ n: open });
          await requireNoRecall(queries, row);
          const code = await queries.nextCode('Z', cityDay(by.at_ms));
          const text = textOf(code, row, by.at_ms);
          const { key_id, signature } = await keys.sign('certificate', Buffer.from(text));
          await queries.addCertificate({
            ...{ code, consignment: id, text, key_id, signature, issued_ms: by.at_ms, issued_by: by.actor },
            ...{ revoked_ms: null, revoked_why: null },
          });
          await queries.save({ ...row, state: 'released' });
          await note(queries, id, by, 'certified', {
            zh: `签发出库证明 ${code}`,
            en: `Certificate ${code} issued`,
          });
          return undefined;
        },
      ),
    async revoke(acting: Acting, code: string, why: string): Promise<CertificateRow> {
      const by = authorOf(acting, clock.now());
      return store.transaction(async (tx) => {
        const queries = store.of(tx);
        const known = await queries.findCertificate(code);
        if (!known) throw coldErrors.unknown_certificate({ id: code });
        const row = await queries.hold(known.consignment);
        if (!(await queries.revokeCertificate(code, by.at_ms, why)))
          throw coldErrors.certificate_revoked({ id: code });
        // What has not left yet goes back to where another certificate may be issued.
        if (row?.state === 'released') await queries.save({ ...row, state: 'passed' });
        await note(queries, known.consignment, by, 'revoked', {
          zh: `撤销出库证明 ${code}：${why}`,
          en: `Certificate ${code} revoked: ${why}`,
        });
        return { ...known, revoked_ms: by.at_ms, revoked_why: why };
      });
    },
    /** For buyers. Undefined for a code that was never issued, or a row whose signature is not ours. */
    async check(code: string): Promise<CheckedCertificate | undefined> {
      const row = await store.findCertificate(code);
      if (!row || !isGenuine(row)) return undefined;
      const consignment = await store.find(row.consignment);
      if (!consignment) return undefined;
      const warehouse = await store.findWarehouse(consignment.warehouse);
      const recall = await store.recallReaching(consignment.lots.map(({ lot }) => lot));
      const name = warehouse?.name ?? { zh: consignment.warehouse, en: consignment.warehouse };
      return { row, consignment, warehouse: name, recall: recall?.id ?? null };
    },
    shown: (row: CertificateRow): ColdCertificate => ({
      ...{ code: row.code, consignment: row.consignment, issued_ms: row.issued_ms, issued_by: row.issued_by },
      ...{
        revoked_ms: row.revoked_ms,
        text: row.text,
        address: addressOf(`/service/cold-chain/${row.code}`),
      },
    }),
  };
}

export type Certificates = ReturnType<typeof createCertificates>;

/** What is signed: one line a fact, so that paper and page can be laid side by side. */
const textOf = (code: string, row: ConsignmentRow, at_ms: number): string =>
  [
    `出库证明 Certificate of release ${code}`,
    `货物 Goods: ${row.goods}`,
    ...row.lots.map(({ lot, goods, quantity, uom }) => `批次 Lot: ${lot} · ${goods} · ${quantity} ${uom}`),
    `报关单 Customs form: ${row.customs_form}`,
    `集装箱 Container: ${row.container}`,
    `货主 Owner: ${row.firm}`,
    `监管仓 Warehouse: ${row.warehouse}`,
    `检测 Test: ${row.test?.laboratory ?? '—'} · ${row.test?.paper ?? '—'}`,
    `签发 Issued: ${cityMinute(at_ms)}`,
  ].join('\n');
