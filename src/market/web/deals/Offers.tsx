// The offers of a deal, the latest first: what each says, whose it is, how it stands.
import { AsWritten } from '../../../platform/web/AsWritten.tsx';
import { shownDay } from '../../../platform/web/format.ts';
import { useWords } from '../../../platform/web/i18n.ts';
import { Tag, type Tone } from '../../../platform/web/Parts.tsx';
import { FactList } from '../../../records/web/index.ts';
import type { Offer } from '../../dealOffer.ts';
import { namesOf, useCooperation } from '../listing-view.ts';
import { type Deal, useYuan } from './deal-view.ts';
import './deals.css';

const tones: Record<Offer['standing'], Tone> = {
  open: 'warn',
  accepted: 'good',
  declined: 'bad',
  countered: 'none',
  expired: 'none',
  setAside: 'none',
};

export function Offers({ one }: { one: Deal }) {
  const t = useWords();
  if (one.state === 'interested' || (one.offers.length === 0 && one.state !== 'talking')) return null;
  return (
    <section className="card" aria-label={t('deals:page.offers')}>
      <h2>{t('deals:page.offers')}</h2>
      {one.offers.length === 0 ? <p className="note">{t('deals:page.noOffers')}</p> : null}
      {one.offers.toReversed().map((each, at) => (
        <details key={each.version} className="deal-part" open={at === 0}>
          <summary>
            {t('deals:page.version', { version: each.version })} · {t(`deals:sides.${each.by}`)} · {shownDay(each.on)}{' '}
            <Tag tone={tones[each.standing]}>{t(`deals:standing.${each.standing}`)}</Tag>
          </summary>
          <Said each={each} />
        </details>
      ))}
    </section>
  );
}

function Said({ each }: { each: Offer }) {
  const t = useWords();
  const yuan = useYuan();
  const modes = useCooperation();
  const between = t('publicContracts:separator');
  const some = (of: readonly string[]) => (of.length === 0 ? undefined : of.join(between));
  const term = [each.validFrom, each.validTo].flatMap((one) => one ?? []);
  return (
    <FactList
      facts={[
        [t('deals:amount'), yuan(each.amount)],
        [t('deals:cooperation'), <span key="c">{namesOf([each.cooperation], modes, between)}</span>],
        [t('deals:ownership'), <span key="o">{t(`deals:ownerships.${each.ownership}`)}</span>],
        [t('deals:page.payment'), <span key="p">{t(`contracts:paymentModes.${each.paymentMode}`)}</span>],
        [
          t('contracts:schedule'),
          some(each.schedule.map((one) => [yuan(one.amount), one.on, one.condition].filter(Boolean).join(' '))),
        ],
        [
          t('contracts:royalty'),
          each.royalty ? (
            <span key="r">
              {t(`contracts:royaltyBases.${each.royalty.base}`)} {each.royalty.rate} %
            </span>
          ) : undefined,
        ],
        [
          t('contracts:validFrom'),
          term.length === 0 ? undefined : <span key="t">{term.map((one) => shownDay(one)).join(' – ')}</span>,
        ],
        [t('contracts:items'), some(each.items.map((one) => one.title ?? one.number ?? t(`contracts:itemTypes.${one.type}`)))],
        [t('deals:milestones'), some(each.milestones.map((one) => [one.what, one.on].filter(Boolean).join(' ')))],
        [t('deals:validUntil'), each.standing === 'open' ? <span key="u">{shownDay(each.validUntil)}</span> : undefined],
        [t('deals:note'), each.note === null ? undefined : <AsWritten key="n">{each.note}</AsWritten>],
        [t('deals:reason'), each.reason === null ? undefined : <AsWritten key="w">{each.reason}</AsWritten>],
      ]}
    />
  );
}
