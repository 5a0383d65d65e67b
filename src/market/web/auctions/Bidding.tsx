// What a reader may do in an auction: apply, then bid; a bid is said twice, for it binds.
import { useState } from 'react';
import { AsWritten } from '../../../platform/web/AsWritten.tsx';
import { request } from '../../../platform/web/call.ts';
import { useWords } from '../../../platform/web/i18n.ts';
import { Modal } from '../../../platform/web/Modal.tsx';
import { ProblemView } from '../../../platform/web/Parts.tsx';
import { useSession } from '../../../platform/web/session.ts';
import type { AuctionLive } from '../../publicAuction.ts';
import { dealReaders } from '../readers.ts';
import { biddersApi, type Bidder, useYuan } from './auction-view.tsx';

type Props = { one: AuctionLive; again: () => void };

export function Bidding({ one, again }: Props) {
  const t = useWords();
  return (
    <section className="card" aria-label={t('auctions:page.take')}>
      <h2>{t('auctions:page.take')}</h2>
      <Part one={one} again={again} />
    </section>
  );
}

function Part({ one, again }: Props) {
  const t = useWords();
  const session = useSession();
  const member = session?.roles.some((role) => dealReaders.some((reader) => reader === role)) ?? false;
  if (one.own) return <p className="note">{t('auctions:page.ownSide')}</p>;
  if (!member) return <p className="note">{t(session ? 'auctions:page.notAdmitted' : 'auctions:page.signIn')}</p>;
  if (one.mine === null) return <Apply one={one} again={again} />;
  if (one.mine.state === 'applied') return <p className="note">{t('auctions:page.applied')}</p>;
  if (one.mine.state === 'refused')
    return (
      <p className="note">
        <AsWritten>{t('auctions:page.refused', { reason: one.mine.reason ?? '' })}</AsWritten>
      </p>
    );
  return <Bid one={one} mine={one.mine} again={again} />;
}

function Apply({ one, again }: Props) {
  const t = useWords();
  const [problem, setProblem] = useState<unknown>(null);
  const [busy, setBusy] = useState(false);
  const apply = async () => {
    setBusy(true);
    setProblem(null);
    await request('POST', biddersApi, { body: { auction: one.id } }).catch(setProblem);
    setBusy(false);
    again();
  };
  return (
    <>
      <p className="note">{t('auctions:page.applyNote')}</p>
      {problem === null ? null : <ProblemView problem={problem} />}
      <button type="button" className="button button-primary" disabled={busy} onClick={() => void apply()}>
        {t('auctions:page.apply')}
      </button>
    </>
  );
}

function Bid({ one, mine, again }: Props & { mine: NonNullable<AuctionLive['mine']> }) {
  const t = useWords();
  const yuan = useYuan();
  const [amount, setAmount] = useState('');
  const [sure, setSure] = useState(false);
  const [problem, setProblem] = useState<unknown>(null);
  const [taken, setTaken] = useState<number | null>(null);
  const said = amount.trim() === '' ? one.least : amount.trim();
  const readable = /^\d{1,16}(\.\d{1,2})?$/.test(said);
  const send = async () => {
    setProblem(null);
    setSure(false);
    try {
      const after = await request<Bidder>('POST', `${biddersApi}/${mine.id}/bid`, { body: { amount: said, round: one.round } });
      setTaken(after.bidNumber);
      setAmount('');
    } catch (refused) {
      setTaken(null);
      setProblem(refused);
    }
    again();
  };
  return (
    <>
      <p>
        {t('auctions:page.mine', { paddle: mine.paddle ?? '' })}{' '}
        {one.price === null ? null : <b>{t(mine.leads ? 'auctions:page.leads' : 'auctions:page.behind')}</b>}
      </p>
      {taken === null ? null : <output className="note">{t('auctions:page.taken', { number: taken })}</output>}
      {problem === null ? null : <ProblemView problem={problem} />}
      <form
        className="auction-bid"
        onSubmit={(event) => {
          event.preventDefault();
          if (readable) setSure(true);
        }}
      >
        <label htmlFor="bid">{t('auctions:bidAmount')}</label>
        <input
          id="bid"
          className="input"
          inputMode="decimal"
          autoComplete="off"
          placeholder={one.least}
          aria-invalid={!readable}
          value={amount}
          onChange={({ target }) => setAmount(target.value)}
        />
        <p className="note">{t('auctions:page.least', { least: yuan(one.least) })}</p>
        <button type="submit" className="button button-primary" disabled={!readable}>
          {t('auctions:page.next')}
        </button>
      </form>
      <Modal open={sure} onClose={() => setSure(false)} title={t('auctions:page.sure')} side="centre">
        <p>
          <AsWritten>{t('auctions:page.sureText', { amount: readable ? yuan(said) : said, title: one.title })}</AsWritten>
        </p>
        <p className="auction-sure">
          <button type="button" className="button" onClick={() => setSure(false)}>
            {t('auctions:page.back')}
          </button>
          <button type="button" className="button button-primary" onClick={() => void send()}>
            {t('auctions:page.sure')}
          </button>
        </p>
      </Modal>
    </>
  );
}
