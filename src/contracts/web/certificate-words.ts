// Words of the certificate of registration that a city's own registry gives. Both languages side by side.
import { defineWords } from '../../platform/shared/words.ts';

export const contractCertificateWords = defineWords({
  'routes.certificate': [
    '技术合同认定登记证明（PDF，内附证明；仅在本市登记机构自行登记时出具）',
    'Certificate of registration (PDF, with its proof), only where the city’s own registry decides',
  ],
  'refusals.notCertifiedHere': [
    '本市的登记证明由国家或省登记系统出具，本平台不出具。请从该系统下载证明，或在此下载核验单',
    'Here the certificate is given by the national or provincial system, not by this platform. Take it from there, or take the verification slip',
  ],
  'refusals.noNumberOfOurs': [
    '合同“{{title}}”由以往登记册导入，没有本机构编号，登记证明由原登记机构出具',
    'Contract “{{title}}” was taken over from a past register and has no number of ours; its certificate is from the office that registered it',
  ],
  'refusals.noLongerCertified': [
    '合同“{{title}}”的登记已撤销或注销，不再出具登记证明。核验单说明其现状',
    'The registration of contract “{{title}}” was revoked or cancelled, and no certificate is given any more. The verification slip says how it stands',
  ],
  name: ['登记证明', 'Certificate of registration'],
  title: ['技术合同认定登记证明', 'Certificate of registration of a technology contract'],
  intro: [
    '下列技术合同经审查予以认定登记，特此证明。',
    'This is to certify that the following technology contract was examined, recognised and registered.',
  ],
  number: ['登记编号', 'Registration number'],
  contract: ['合同名称', 'Contract'],
  inWords: ['{{figure}}（{{words}}）', '{{figure}} ({{words}})'],
  amended: [
    '登记后金额有变更：上列为现行金额，登记时及历次变更的金额见下表。',
    'The amounts were changed after registration: those above hold now; the table has those registered and each change.',
  ],
  validity: [
    '登记被撤销或注销后本证明自动失效，以扫描二维码查得的状态为准。',
    'Once the registration is revoked or cancelled this certificate no longer holds; what the QR code shows is decisive.',
  ],
});
