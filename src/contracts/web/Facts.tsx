// What a contract says, in cards: what is wrong, what is missing, amounts and their changes, parties, terms.
import { Link } from '@tanstack/react-router';
import { AsWritten } from '../../platform/web/AsWritten.tsx';
import { useWords } from '../../platform/web/i18n.ts';
import { Tag } from '../../platform/web/Parts.tsx';
import { IndustryName } from '../../organizations/web/index.ts';
import { FactList } from '../../records/web/index.ts';
import { asked } from '../fieldsOf.ts';
import { type Contract, yuan } from './view.ts';

type One = { one: Contract };

/** All defects at once, each with its field or its sentence: what the seller mends. */
export function Defects({ one }: One) {
  const t = useWords();
  if (one.state === 'refused' || one.state === 'revoked')
    return (
      <section className="card contract-refused" aria-label={t('contracts:ground')}>
        <h2>{one.ground === null ? t('contracts:ground') : t(`contracts:grounds.${one.ground}`)}</h2>
        {one.reason ? (
          <p>
            <AsWritten>{one.reason}</AsWritten>
          </p>
        ) : null}
      </section>
    );
  if (one.state !== 'sentBack' || one.defects.length === 0) return null;
  return (
    <section className="card contract-defects" aria-label={t('contracts:defects')}>
      <h2>{t('contracts:page.defects', { count: one.defects.length })}</h2>
      <ol>
        {one.defects.map((each) => (
          <li key={`${each.path} ${each.words}`}>
            <AsWritten>{each.words}</AsWritten>
            {each.path ? <Tag>{t(`contracts:${each.path.split('.')[0]}`)}</Tag> : null}
            {each.quote ? (
              <blockquote>
                <AsWritten>{each.quote}</AsWritten>
              </blockquote>
            ) : null}
          </li>
        ))}
      </ol>
    </section>
  );
}

const beforeDecision = ['draft', 'submitted', 'sentBack'];

/** What a registrar would miss; it blocks nothing. */
export function Missing({ one }: One) {
  const t = useWords();
  if (!beforeDecision.includes(one.state) || one.missing.length === 0) return null;
  return (
    <section className="card" aria-label={t('contracts:page.missing')}>
      <h2>{t('contracts:page.missing')}</h2>
      <p className="note">{t('contracts:page.missingNote')}</p>
      <p className="head-names">
        {one.missing.map((path) => (
          <Tag key={path} tone="warn">
            {t(
              path === 'parties.buyer'
                ? 'contracts:roles.buyer'
                : path.startsWith('parties.')
                  ? 'contracts:party.authorised'
                  : `contracts:${path}`,
            )}
          </Tag>
        ))}
      </p>
    </section>
  );
}

/** Both amounts, what was deducted for which items, and every later amount with its day. */
export function Amounts({ one }: One) {
  const t = useWords();
  return (
    <section className="card" aria-label={t('contracts:page.amounts')}>
      <h2>{t('contracts:page.amounts')}</h2>
      <dl className="contract-amounts">
        <div>
          <dt>{t('contracts:amount')}</dt>
          <dd>{yuan(one.amount) ?? t('contracts:page.later')}</dd>
        </div>
        <div>
          <dt>{t('contracts:technologyAmount')}</dt>
          <dd>{yuan(one.technologyAmount) ?? t('contracts:page.later')}</dd>
        </div>
        <div>
          <dt>{t('contracts:deducted')}</dt>
          <dd>{yuan(one.deducted)}</dd>
        </div>
      </dl>
      {one.costs.length > 0 ? (
        <div className="contract-scroll">
          <table className="table">
            <caption className="sr-only">{t('contracts:costs')}</caption>
            <thead>
              <tr>
                <th scope="col">{t('contracts:cost.what')}</th>
                <th scope="col" className="num">
                  {t('contracts:cost.amount')}
                </th>
                <th scope="col" className="num">
                  {t('contracts:cost.carriers')}
                </th>
              </tr>
            </thead>
            <tbody>
              {one.costs.map((each, at) => (
                // biome-ignore lint/suspicious/noArrayIndexKey: a cost has no id; its place is what it is known by.
                <tr key={at}>
                  <td>
                    <AsWritten>{each.what}</AsWritten> <small>{t(`contracts:costKinds.${each.kind}`)}</small>
                  </td>
                  <td className="num">{yuan(each.amount)}</td>
                  <td className="num">{yuan(each.carriers)}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      ) : null}
      {one.statements.length > 1 ? (
        <ol className="contract-statements">
          {one.statements.map((each) => (
            <li key={`${each.on} ${each.amount} ${each.what}`}>
              <time dateTime={each.on}>{each.on}</time> {t(`contracts:statements.${each.what}`)} {yuan(each.amount)}
              {each.reason ? (
                <span className="note">
                  {' '}
                  <AsWritten>{each.reason}</AsWritten>
                </span>
              ) : null}
            </li>
          ))}
        </ol>
      ) : null}
      {one.state === 'cancelled' ? <p className="note">{t('contracts:page.cancelledCounts')}</p> : null}
    </section>
  );
}

export function Parties({ one }: One) {
  const t = useWords();
  return (
    <section className="card" aria-label={t('contracts:parties')}>
      <h2>{t('contracts:parties')}</h2>
      <ul className="contract-parties">
        {one.parties.map((each, at) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: a party has no id; its place is what it is known by.
          <li key={at}>
            <span className="note">{t(`contracts:roles.${each.role}`)}</span>
            {each.organization ? (
              <Link to={`/organizations/${each.organization}` as string}>
                <AsWritten>{each.organizationName ?? each.name}</AsWritten>
              </Link>
            ) : (
              <AsWritten>{each.name ?? t('contracts:page.nameless')}</AsWritten>
            )}
            {each.person ? <Tag>{t('contracts:party.person')}</Tag> : null}
            {each.manager ? <Tag tone="good">{t('contracts:page.inPeople')}</Tag> : null}
            {each.creditCode ? <code>{each.creditCode}</code> : null}
            {each.internalBody ? (
              <span>
                <AsWritten>{each.internalBody}</AsWritten>{' '}
                <Tag tone={each.authorised ? 'good' : 'warn'}>
                  {t(each.authorised ? 'contracts:party.authorised' : 'contracts:page.notAuthorised')}
                </Tag>
              </span>
            ) : null}
          </li>
        ))}
      </ul>
    </section>
  );
}

/** What only some contracts are asked for, and what the registry wants to know beside: left out where nothing was said. */
function formFacts(t: ReturnType<typeof useWords>, one: Contract): [string, string | undefined][] {
  const field = (key: string, value: string | null): [string, string | undefined] => [t(`contracts:${key}`), value ?? undefined];
  return [
    field('newInput', yuan(one.newInput)),
    field('newOutput', yuan(one.newOutput)),
    field('trainees', one.trainees === null ? null : String(one.trainees)),
    field('mainContract', one.mainContract),
    field('intermediaryFee', yuan(one.intermediaryFee)),
    field('benefits', one.benefits.map((each) => t(`contracts:benefitWishes.${each}`)).join('; ') || null),
    field('taxpayer', one.taxpayer && t(`contracts:taxpayers.${one.taxpayer}`)),
    field('contact', one.contact && [one.contact.name, one.contact.phone].filter(Boolean).join(' ')),
  ];
}

/** Not known where it would be said; left out where there is nothing to say. */
const forDivided = ({ paymentMode }: Contract) => (paymentMode === 'lumpSum' ? undefined : null);
const forRights = ({ type }: Contract) => (type === 'transfer' || type === 'licence' ? null : undefined);

/** Of the national or provincial system, beside our own number in the head of the page. */
function OfficialNumber({ one: { registrationNumber, registeredOn } }: One) {
  const t = useWords();
  if (registrationNumber !== null) return <code>{registrationNumber}</code>;
  return <span className="note">{t(registeredOn === null ? 'contracts:page.notRegistered' : 'contracts:page.noNumber')}</span>;
}

export function Terms({ one }: One) {
  const t = useWords();
  const coded = (of: string, code: string | null) => (code === null ? null : t(`contracts:${of}.${code}`));
  const rights = one.items.filter((each) => each.type !== 'none');
  return (
    <section className="card" aria-label={t('contracts:page.terms')}>
      <h2>{t('contracts:page.terms')}</h2>
      <FactList
        facts={[
          [t('contracts:subtype'), asked('subtype', one) ? coded('subtypes', one.subtype) : undefined],
          [t('contracts:signedOn'), one.signedOn],
          [
            t('contracts:page.valid'),
            one.validFrom === null && one.validTo === null ? null : `${one.validFrom ?? '…'} – ${one.validTo ?? '…'}`,
          ],
          [t('contracts:paymentMode'), coded('paymentModes', one.paymentMode)],
          [
            t('contracts:schedule'),
            one.schedule.length === 0
              ? forDivided(one)
              : one.schedule.map((each) => [each.on, yuan(each.amount), each.condition].filter(Boolean).join(' ')).join('; '),
          ],
          [
            t('contracts:royalty'),
            !asked('royalty', one)
              ? undefined
              : one.royalty === null
                ? null
                : `${t(`contracts:royaltyBases.${one.royalty.base}`)} ${one.royalty.rate} %`,
          ],
          [
            t('contracts:items'),
            rights.length === 0
              ? forRights(one)
              : rights
                  .map((each) => [t(`contracts:itemTypes.${each.type}`), each.number, each.title].filter(Boolean).join(' '))
                  .join('; '),
          ],
          [t('contracts:technologyField'), coded('technologyFields', one.technologyField)],
          [t('contracts:objective'), coded('objectives', one.objective)],
          [t('contracts:industry'), one.industry === null ? null : <IndustryName key="industry" code={one.industry} />],
          [t('contracts:planSource'), coded('planSources', one.planSource)],
          [t('contracts:crossing'), coded('crossings', one.crossing)],
          [
            t('contracts:relatedParty'),
            one.relatedParty === null ? null : t(one.relatedParty ? 'contracts:page.yes' : 'contracts:page.no'),
          ],
          [t('contracts:disclosure'), coded('disclosures', one.disclosure)],
          ...formFacts(t, one),
          [t('contracts:registrationNumber'), <OfficialNumber key="number" one={one} />],
          [t('contracts:submittedOn'), one.submittedOn ?? undefined],
          [t('contracts:acceptedOn'), one.acceptedOn ?? undefined],
          [t('contracts:registeredOn'), one.registeredOn ?? undefined],
        ]}
      />
    </section>
  );
}
