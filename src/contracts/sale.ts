// How a seller passed technology on, as reports of transformed results count it: sold, licensed, put in for shares, or work done. Pure.

/** `shares`: a transfer as technology for equity (作价投资); `services`: development, consulting and service contracts. */
export const sales = ['transfer', 'licence', 'shares', 'services'] as const;
export type Sale = (typeof sales)[number];

/** From this amount on, in yuan, a project of a technology transfer organization is a large one (重大项目, 1000万元以上, itself included). */
export const largeFrom = '10000000';
