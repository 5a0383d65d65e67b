// Codes beside the fields of the registration form. Pure. Those of types, rights and plans are the usual ones and not confirmed for the present form.
import type { ContractType, Terms } from './terms.ts';

export const typeCodes: Record<ContractType, string> = {
  development: 'TD',
  transfer: 'TT',
  licence: 'TL',
  consulting: 'TC',
  service: 'TS',
};
export const itemCodes: Record<Terms['items'][number]['type'], string> = {
  none: '10',
  inventionPatent: '21',
  utilityModel: '22',
  design: '23',
  technicalSecret: '30',
  softwareCopyright: '40',
  circuitLayout: '50',
  plantVariety: '60',
  biomedicalVariety: '70',
  designCopyright: '80',
};
export const planCodes: Record<NonNullable<Terms['planSource']>, string> = {
  national: '1',
  ministerial: '2',
  provincial: '3',
  municipal: '4',
  none: '5',
};
/** Kinds of party by the guide to the form; what is not among them is shown by its code alone. */
export const natures = [
  '010',
  '011',
  '012',
  '013',
  '014',
  '020',
  '021',
  '022',
  '023',
  '024',
  '030',
  '100',
  '110',
  '120',
  '130',
  '140',
  '150',
  '160',
  '170',
  '180',
  '200',
  '210',
  '220',
  '230',
  '240',
  '300',
  '310',
  '320',
  '340',
] as const;
