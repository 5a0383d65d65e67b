// Days that are holidays of every year by law (《全国年节及纪念日放假办法》). Pure. A calendar without them is none.

export const fixedHolidays = ['01-01', '05-01', '10-01', '10-02'] as const;
export const hasFixedHolidays = (year: number, daysOff: readonly string[]): boolean =>
  fixedHolidays.every((one) => daysOff.includes(`${year}-${one}`));
