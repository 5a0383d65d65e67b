// Documents of contracts, mounted: each is given to who sees the record. What stands in them: papers-*.ts.
import type { FastifyInstance } from 'fastify';
import type { Text } from '../../platform/shared/words.ts';
import { mount } from '../../platform/server/mount.ts';
import { type Kernel, mountDocument } from '../../records/server/index.ts';
import { fields } from '../contract.ts';
import { getCertificate } from '../certificate.ts';
import { getCopyCard, getRefusalNotice, getRegistrationForm, getSlip, getSupplementNotice } from '../papers.ts';
import { certificateOf } from './papers-certificate.ts';
import { formOf, linesOf } from './papers-form.ts';
import { refusalOf, supplementOf } from './papers-notices.ts';
import { slipOf } from './papers-slip.ts';
import { mountReceiptsSheet } from './receipts-sheet.ts';
import type { Contracts } from './service.ts';
import { type CreditCodes, withCodes } from './withCodes.ts';

type Of = { city: Text /** The city's own registry decides. */; ofRecord: boolean; creditCodes: CreditCodes };

export function mountContractPapers(app: FastifyInstance, kernel: Kernel, contracts: Contracts, of: Of): void {
  const days = contracts.lanes.terms.sentBack;
  /** The official form is in Chinese, whatever its reader reads. */
  const form = (key: string, given?: Record<string, string | number>) => app.say('zh-CN', key, given);
  mountDocument(app, kernel, contracts, { route: getSlip, format: 'pdf', write: (given) => slipOf(given, of) });
  mountDocument(app, kernel, contracts, { route: getCertificate, format: 'pdf', write: (given) => certificateOf(given, of) });
  mountDocument(app, kernel, contracts, {
    route: getSupplementNotice,
    format: 'docx',
    write: (given) => supplementOf(given, { ...of, days }),
  });
  mountDocument(app, kernel, contracts, { route: getRefusalNotice, format: 'docx', write: (given) => refusalOf(given, of) });
  mountDocument(app, kernel, contracts, {
    route: getRegistrationForm,
    format: 'docx',
    write: async (given) => {
      const [record = given.record] = await withCodes([fields.parse(given.record)], of.creditCodes);
      return formOf({ ...given, record }, form, of);
    },
  });
  mountReceiptsSheet(app, kernel, contracts);
  mount(app, getCopyCard, async ({ params: { id }, actor }) => {
    const record = await contracts.one(actor, id);
    const [one = fields.parse(record)] = await withCodes([fields.parse(record)], of.creditCodes);
    const { language } = actor;
    const reader = { language, say: (key: string, given?: Record<string, string | number>) => app.say(language, key, given) };
    return {
      id,
      version: Number(record['version']),
      state: String(record['state']),
      items: linesOf(one, { reader, form: { language: 'zh-CN', say: form } }),
      missing: one.missing,
    };
  });
}
