// The certificate of registration of a contract (登记证明) where the city's own registry decides: number, parties, both amounts, registry and day.
import { textIn, type Text } from '../../platform/shared/words.ts';
import type { Paper, Papering } from '../../records/server/index.ts';
import { isCertified, noLongerCertified, noNumberOfOurs, notCertifiedHere } from '../certificate.ts';
import { fields } from '../contract.ts';
import { notRegistered } from '../papers.ts';
import { amountInWords } from './papers-amount.ts';
import { dayOr, nameOf, type Contract, type Saying, typeOf, yuan } from './papers-said.ts';
import { statementsOf } from './papers-slip.ts';

/** `ofRecord`: the city's own registry decides; else another system gives the certificate. */
type Of = { city: Text; ofRecord: boolean };

export function certificateOf({ record, actor: { language }, say }: Papering, { city, ofRecord }: Of): Paper {
  const one = fields.parse(record);
  refuseUncertified(one, String(record['state']), ofRecord);
  const saying = { language, say };
  const registry = one.registryName ?? say('contractPapers:registry', { city: textIn(city, language) });
  // On one page, so that no seal stands on a leaf by itself: parties are lines, and amounts and words stand together.
  const amended = one.statements.length > 1;
  return {
    name: `${say('contractCertificate:title')} ${one.title}`,
    head: null,
    above: say('documents:paper.from', { city: textIn(city, language) }),
    title: say('contractCertificate:title'),
    blocks: [
      { kind: 'paragraph', text: say('contractCertificate:intro') },
      { kind: 'facts', items: factsOf(one, saying) },
      ...(amended ? [{ kind: 'paragraph', text: say('contractCertificate:amended') } as const, statementsOf(one, saying)] : []),
      { kind: 'note', text: say('contractCertificate:validity') },
      ...(one.parties.some((each) => each.masked) ? [{ kind: 'note', text: say('contractPapers:masked') } as const] : []),
    ],
    signature: { body: registry, day: one.registeredOn, seal: true },
  };
}

function refuseUncertified(one: Contract, state: string, ofRecord: boolean): void {
  if (isCertified({ ...one, state }, ofRecord)) return;
  if (!ofRecord) throw notCertifiedHere();
  if (one.registeredOn === null) throw notRegistered({ title: one.title });
  throw state === 'registered' ? noNumberOfOurs({ title: one.title }) : noLongerCertified({ title: one.title });
}

function factsOf(one: Contract, saying: Saying): (readonly [string, string])[] {
  const { language, say } = saying;
  const unknown = say('documents:paper.unknown');
  const sum = (amount: string | null): string =>
    amount === null
      ? say('contractPapers:slip.none')
      : say('contractCertificate:inWords', { figure: yuan(amount, saying), words: amountInWords(amount, language, say) });
  return [
    [say('contractCertificate:number'), one.ownNumber ?? unknown],
    [say('contractCertificate:contract'), one.title],
    ...one.parties.map((each) => [say(`contracts:roles.${each.role}`), partyOf(each, say)] as const),
    [say('contracts:type'), typeOf(one, say) ?? unknown],
    [say('contracts:amount'), sum(one.amount)],
    [say('contracts:technologyAmount'), sum(one.technologyAmount)],
    [say('contracts:signedOn'), dayOr(one.signedOn, unknown, saying)],
    [
      say('contractPapers:validity'),
      say('contractPapers:fromTo', { from: dayOr(one.validFrom, unknown, saying), to: dayOr(one.validTo, unknown, saying) }),
    ],
    [say('contracts:registeredOn'), dayOr(one.registeredOn, unknown, saying)],
  ];
}

function partyOf(one: Contract['parties'][number], say: Saying['say']): string {
  const name = nameOf(one, say);
  return one.creditCode === null ? name : say('contractPapers:withCode', { words: name, code: one.creditCode });
}
