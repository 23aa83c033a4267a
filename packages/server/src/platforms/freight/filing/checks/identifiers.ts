/** Of the mainland: a province, a letter, 5 signs or 6 of a new-energy vehicle; I and O are not used. */
const MAINLAND =
  /^[京津沪渝冀豫云辽黑湘皖鲁新苏浙赣鄂桂甘晋蒙陕吉闽贵粤青藏川宁琼][A-HJ-NP-Z](?:[A-HJ-NP-Z0-9]{4}[A-HJ-NP-Z0-9挂]|[A-HJ-NP-Z0-9]{6})$/;
/** Of a truck with two plates: 粤Z, four signs, 港 or 澳. */
const CROSS_BORDER = /^粤Z[A-HJ-NP-Z0-9]{4}[港澳]$/;
/** Hong Kong: two letters and up to four digits, or by choice up to eight signs; Macao: two letters and four digits. */
const ABROAD = /^(?:[A-Z]{1,2}\d{1,4}|[A-Z0-9]{2,8})$/;

/** One spelling of a plate: full width as half width, without blanks, dots and strokes, capitals. */
export const plateForm = (typed: string): string =>
  typed
    .normalize('NFKC')
    .replace(/[\s\p{C}·•・‧∙⋅●.。\-—–_]/gu, '')
    .toUpperCase();

export const isCrossBorderPlate = (plate: string): boolean => CROSS_BORDER.test(plate);
export const isMainlandPlate = (plate: string): boolean => MAINLAND.test(plate) || isCrossBorderPlate(plate);
export const isPlateAbroad = (plate: string): boolean => ABROAD.test(plate);

const WEIGHTS = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2];
const CHECK_DIGITS = '10X98765432';

/** Whether the last sign of an identity number follows from the others (GB 11643). */
export function hasCheckDigit(identity: string): boolean {
  const sum = WEIGHTS.reduce((total, weight, i) => total + weight * Number(identity[i]), 0);
  return CHECK_DIGITS[sum % 11] === identity[17];
}

export const isIdentity = (licence: string): boolean => /^\d{17}[\dX]$/.test(licence);
/** Of Hong Kong or Macao. */
export const isLicenceAbroad = (licence: string): boolean => /^[A-Z0-9]{6,12}$/.test(licence);

/** One spelling of the number of a licence. */
export const licenceForm = (typed: string): string =>
  typed
    .normalize('NFKC')
    .replace(/[\s\p{C}()（）-]/gu, '')
    .toUpperCase();

/** Unified social credit code (GB 32100): 18 signs without I, O, S, V, Z. */
export const isCreditCode = (code: string): boolean => /^[0-9A-HJ-NPQRTUWXY]{18}$/.test(code);
export const isBusinessRegistration = (code: string): boolean => /^\d{8}$/.test(code);

export const isPhone = (phone: string): boolean => /^\+?\d{7,20}$/.test(phone.replace(/[ -]/g, ''));
