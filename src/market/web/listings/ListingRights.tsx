// What a supply rests on, as its pages show it: items of intellectual property with their numbers, and the conditions under which it may be transferred.
import { AsWritten } from '../../../platform/web/AsWritten.tsx';
import { shownDay } from '../../../platform/web/format.ts';
import { useWords } from '../../../platform/web/i18n.ts';
import { FactList } from '../../../records/web/index.ts';
import type { PublicListing } from '../../publicListing.ts';

type Of = Pick<PublicListing, 'ipItems' | 'transfer'>;

export function ListingRights({ one: { ipItems, transfer } }: { one: Of }) {
  const t = useWords();
  return (
    <>
      {ipItems.length === 0 ? null : (
        <section className="card" aria-label={t('market:ip.items')}>
          <h2>{t('market:ip.items')}</h2>
          <ul className="market-items">
            {ipItems.map((item) => (
              <li key={`${item.kind} ${item.number} ${item.title}`}>
                <AsWritten>{item.title}</AsWritten>
                <p className="note">
                  {[t(`market:ip.kinds.${item.kind}`), item.number, t(`market:ip.holders.${item.holder}`)]
                    .filter((said) => said !== null)
                    .join(' · ')}
                </p>
              </li>
            ))}
          </ul>
        </section>
      )}
      {transfer === null ? null : <Conditions transfer={transfer} />}
    </>
  );
}

/** Only what is said of it: what holds not is not listed. */
function Conditions({ transfer }: { transfer: NonNullable<Of['transfer']> }) {
  const t = useWords();
  const title = (key: string) => t(`market:transfer.${key}`);
  const holds = (
    ['ownersAgree', 'inventorsAgree', 'pledged', 'pledgeeAgrees', 'stateFunded', 'abroad', 'approved'] as const
  ).filter((key) => transfer[key]);
  return (
    <section className="card" aria-label={t('market:transfer.short')}>
      <h2>{t('market:transfer.short')}</h2>
      <FactList
        facts={[
          [title('owner'), title(`owners.${transfer.owner}`)],
          [title('inventors'), transfer.inventors === null ? undefined : String(transfer.inventors)],
          [title('rights'), title(`grants.${transfer.rights}`)],
          [title('licence'), title(`licences.${transfer.licence}`)],
          [title('licenceUntil'), transfer.licenceUntil === null ? undefined : shownDay(transfer.licenceUntil)],
          [title('offered'), transfer.offered === null ? undefined : title(`licences.${transfer.offered}`)],
          [title('pricing'), transfer.pricing === null ? undefined : title(`pricings.${transfer.pricing}`)],
          ...holds.map((key) => [title(key), title('yes')] as const),
        ]}
      />
    </section>
  );
}
