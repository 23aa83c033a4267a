/** A public holiday, yyyy-mm-dd, both ends included. */
export type Holiday = readonly [name: string, from: string, to: string];

/** Public holidays of a year and the weekend days that are worked for them (调休), as the State Council has published them. */
export interface HolidayYear {
  readonly year: number;
  /** The notice that says so. */
  readonly source: string;
  readonly off: readonly Holiday[];
  readonly worked: readonly string[];
}

/**
 * Years whose notice was published by 2026-11-27. Nothing is entered of 2027: its statutory days are known, its worked
 * weekends are not, so that no deadline that reaches into it can be computed.
 */
export const HOLIDAY_YEARS: readonly HolidayYear[] = [
  {
    year: 2024,
    source: '国务院办公厅 2023-10-25 https://www.gov.cn/zhengce/zhengceku/202310/content_6911528.htm',
    off: [
      ['元旦', '2024-01-01', '2024-01-01'],
      ['春节', '2024-02-10', '2024-02-17'],
      ['清明节', '2024-04-04', '2024-04-06'],
      ['劳动节', '2024-05-01', '2024-05-05'],
      ['端午节', '2024-06-10', '2024-06-10'],
      ['中秋节', '2024-09-15', '2024-09-17'],
      ['国庆节', '2024-10-01', '2024-10-07'],
    ],
    worked: [
      ...['2024-02-04', '2024-02-18', '2024-04-07', '2024-04-28'],
      ...['2024-05-11', '2024-09-14', '2024-09-29', '2024-10-12'],
    ],
  },
  {
    year: 2025,
    source: '国务院办公厅 2024-11-12 https://www.gov.cn/zhengce/zhengceku/202411/content_6986383.htm',
    off: [
      ['元旦', '2025-01-01', '2025-01-01'],
      ['春节', '2025-01-28', '2025-02-04'],
      ['清明节', '2025-04-04', '2025-04-06'],
      ['劳动节', '2025-05-01', '2025-05-05'],
      ['端午节', '2025-05-31', '2025-06-02'],
      ['国庆节、中秋节', '2025-10-01', '2025-10-08'],
    ],
    worked: ['2025-01-26', '2025-02-08', '2025-04-27', '2025-09-28', '2025-10-11'],
  },
  {
    year: 2026,
    source:
      '国办发明电〔2025〕7号 2025-11-04 https://www.gov.cn/zhengce/zhengceku/202511/content_7047091.htm',
    off: [
      ['元旦', '2026-01-01', '2026-01-03'],
      ['春节', '2026-02-15', '2026-02-23'],
      ['清明节', '2026-04-04', '2026-04-06'],
      ['劳动节', '2026-05-01', '2026-05-05'],
      ['端午节', '2026-06-19', '2026-06-21'],
      ['中秋节', '2026-09-25', '2026-09-27'],
      ['国庆节', '2026-10-01', '2026-10-07'],
    ],
    worked: ['2026-01-04', '2026-02-14', '2026-02-28', '2026-05-09', '2026-09-20', '2026-10-10'],
  },
];
