import type { Bilingual, PermitVerdict } from '@opentocc/contract';

/** What a gate keeper reads of a permit. */
export const VERDICT_WORDS: Readonly<Record<PermitVerdict['code'], Bilingual>> = {
  ok: { zh: '凭证有效，放行', en: 'The permit is good: let it through' },
  unreadable: {
    zh: '不是通行凭证，请让司机重新打开凭证页',
    en: 'This is no permit; ask the driver to open its page again',
  },
  forged: {
    zh: '签名不符：凭证系伪造或被改动，请勿放行并上报',
    en: 'The signature is wrong: forged or altered; do not let it through, report it',
  },
  unknown_key: {
    zh: '签发密钥未知：请更新道闸的公钥后再核验',
    en: 'Signed by a key that is not known here; bring the keys of the gate up to date',
  },
  early: { zh: '凭证尚未生效', en: 'The permit does not hold yet' },
  over: {
    zh: '凭证已失效（时段已过或规则已终止）',
    en: 'The permit is over (its time, or the rules by which it was given)',
  },
  revoked: { zh: '凭证已作废', en: 'The permit was revoked' },
  other_plate: { zh: '车牌与凭证不符', en: 'The plate is not that of the permit' },
  other_place: { zh: '凭证不含此处', en: 'The permit does not open this place' },
  used: { zh: '凭证在此处此方向已用过', en: 'The permit was used here in this direction before' },
  elsewhere: {
    zh: '凭证已用于进入别处，未见离开',
    en: 'The permit let a truck into another place, which was not seen to leave',
  },
  truck: {
    zh: '车辆现在不能通行（暂停、到期或移出名单）',
    en: 'The truck may not drive now (suspended, expired or off the list)',
  },
  trip: { zh: '车次已结束或已换新凭证', en: 'The trip is over, or has a newer permit' },
};
