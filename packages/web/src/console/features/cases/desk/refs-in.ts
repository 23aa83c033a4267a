const PROVINCES = '京津沪渝冀豫云辽黑湘皖鲁新苏浙赣鄂桂甘晋蒙陕吉闽贵粤青藏川宁琼';
/** A plate as it is spoken and typed: 粤B·12345, 粤B D12345, 粤bd12345; six marks are those of new-energy vehicles. */
const PLATE = new RegExp(`([${PROVINCES}])\\s?([A-Za-z])[\\s·.-]?([A-Za-z0-9]{5,6})(?![A-Za-z0-9])`, 'g');
/** M299路, 高峰专线12路, 11号线. */
const LINE = /((?:高峰专线|高快巴士|[A-Za-z])?\d{1,4}(?:路|号线))/g;

const once = (found: readonly string[]): string[] => [...new Set(found)];

/** Plates that stand in a text, as the platform writes them. */
export const platesIn = (text: string): string[] =>
  once(
    [...text.matchAll(PLATE)].map(([, province, city, rest]) => `${province}${city}${rest}`.toUpperCase()),
  );

/** Lines of buses and metro that stand in a text. */
export const linesIn = (text: string): string[] =>
  once([...text.matchAll(LINE)].map(([line]) => line.toUpperCase()));
