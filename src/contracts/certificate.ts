// The certificate of registration of our own: given only where the city's registries decide themselves, and only while the registration stands. Pure; not what stands in it.
import { documentRoute, recordId } from '../platform/shared/document.ts';
import { refusal } from '../platform/shared/errors.ts';

/** 技术合同认定登记证明, with its proof inside. Where the platform goes beside another system that one gives it, and this refuses. */
export const getCertificate = documentRoute('/contracts/:id/certificate', 'pdf', {
  summary: 'contractCertificate:routes.certificate',
  access: 'signedIn',
  params: recordId,
});

export const notCertifiedHere = refusal('contract.notCertifiedHere', 409, 'contractCertificate:refusals.notCertifiedHere');
/** From a past register: what another office registered is certified by that office. */
export const noNumberOfOurs = refusal('contract.noNumberOfOurs', 409, 'contractCertificate:refusals.noNumberOfOurs');
/** Revoked or cancelled: the slip says how it stands, and nothing vouches for it any more. */
export const noLongerCertified = refusal('contract.noLongerCertified', 409, 'contractCertificate:refusals.noLongerCertified');

/** Whether one is given of a contract: `ofRecord` where the city's own registry decides. */
export const isCertified = (of: { state: string; ownNumber: string | null }, ofRecord: boolean): boolean =>
  ofRecord && of.state === 'registered' && of.ownNumber !== null;
