import { describe, expect, it } from 'vitest';
import { AccountName, NewAccount, SecondFactorCode, SignIn } from './index.ts';
import { typedForm, writtenForm } from './typed-form.ts';

describe('what people type', () => {
  it.each([
    ['735 832', '735832'],
    ['７３５８３２', '735832'],
    ['\u202a735\u00a0832\u202c\n', '735832'],
    ['　粤Ｂ·７７７０１ ', '粤B·77701'],
    ['', ''],
  ])('%j means %j', (typed, meant) => expect(typedForm(typed)).toBe(meant));

  it.each([
    ['Ｌ－１２', 'L-12'],
    ['　LOT\u00a0 12\n', 'LOT 12'],
    ['L\u200b-\u000012', 'L-12'],
    ['urn:epc:class:lgtin:4012345.012345.998877', 'urn:epc:class:lgtin:4012345.012345.998877'],
  ])('of a name, %j means %j', (typed, meant) => expect(writtenForm(typed)).toBe(meant));

  it('is brought to its form before it is held against lengths and patterns', () => {
    expect(SecondFactorCode.parse({ code: ' ７３５ ８３２ ' })).toEqual({ code: '735832' });
    expect(SecondFactorCode.safeParse({ code: '7 3 5' }).success).toBe(false);
    expect(AccountName.parse('ｌｉ． ｗｅｉ')).toBe('li.wei');
    const account = { name: 'li', display_name: '李伟', unit: 'city', phone: '138 0013 ８000' };
    expect(NewAccount.parse(account).phone).toBe('13800138000');
    expect(SignIn.parse({ account: ' ＬＩ', password: ' a b ' })).toEqual({
      account: 'LI',
      password: ' a b ',
    });
    expect(SignIn.safeParse({ account: '　', password: 'x' }).success).toBe(false);
  });
});
