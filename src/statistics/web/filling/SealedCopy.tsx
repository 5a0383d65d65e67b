// The signed and stamped copy of a return: how it stands, printing it, its scan given back. Officers see whether its code was read or typed.
import { useState } from 'react';
import { AsWritten } from '../../../platform/web/AsWritten.tsx';
import { address } from '../../../platform/web/call.ts';
import { DocumentButtons } from '../../../platform/web/Documents.tsx';
import { shownDay } from '../../../platform/web/format.ts';
import { addWords, useWords } from '../../../platform/web/i18n.ts';
import { Modal } from '../../../platform/web/Modal.tsx';
import { Tag, type Tone } from '../../../platform/web/Parts.tsx';
import { queries } from '../../../platform/web/query.ts';
import { shownSize } from '../../../platform/web/upload.ts';
import type { CopyStanding } from '../../sealedCopy.ts';
import { handedStates, life } from '../../statisticalReturn.ts';
import { sealedWords } from '../sealed-words.ts';
import { GiveScan } from './GiveScan.tsx';
import { type Return, returnsApi } from './view.ts';

addWords({ sealed: sealedWords });

const tones: Record<CopyStanding, Tone> = { early: 'none', missing: 'warn', old: 'warn', withdrawn: 'warn', there: 'good' };

/** How the copy of a return stands, in a word; nothing where its form asks none. */
export function CopySaid({ one }: { one: Return }) {
  const t = useWords();
  if (one.sealed === null || one.sealed.standing === 'early') return null;
  const { standing, copy } = one.sealed;
  return (
    <>
      <Tag tone={tones[standing]}>{t(`sealed:standing.${standing}`)}</Tag>
      {standing === 'there' && copy?.how === 'typed' ? <Tag tone="warn">{t('sealed:filter.typed')}</Tag> : null}
    </>
  );
}

export function SealedCopyCard({ one, onDone }: { one: Return; onDone: (after: Return) => void }) {
  const t = useWords();
  const [giving, setGiving] = useState(false);
  const { sealed } = one;
  const isHanded = handedStates.some((state) => state === one.state);
  const gives = one.actions.some(({ name }) => name === 'attachSealed') && sealed !== null;
  const given = (after: Return) => {
    setGiving(false);
    void queries.invalidateQueries({ queryKey: ['attachments', life.kind, one.id] });
    onDone(after);
  };
  return (
    <section className="card" aria-label={t(sealed === null ? 'sealed:card.print' : 'sealed:title')}>
      {sealed === null ? null : (
        <h2>
          {t('sealed:title')} <Tag tone={tones[sealed.standing]}>{t(`sealed:standing.${sealed.standing}`)}</Tag>
        </h2>
      )}
      {sealed === null ? null : <Said one={one} sealed={sealed} gives={gives} />}
      {one.state === 'amending' ? <p className="note">{t('sealed:card.amendmentNote', { edition: one.edition + 1 })}</p> : null}
      <div className="sealed-foot">
        {one.state === 'amending' ? (
          <DocumentButtons
            path={`${returnsApi}/${one.id}/print`}
            query={{ amendment: 'yes' }}
            name={t('sealed:card.amendment')}
          />
        ) : null}
        <DocumentButtons path={`${returnsApi}/${one.id}/print`} name={t(isHanded ? 'sealed:card.print' : 'sealed:card.draft')} />
        {gives ? (
          <button
            type="button"
            className={sealed.standing === 'there' ? 'button button-small' : 'button button-small button-primary'}
            onClick={() => setGiving(true)}
          >
            {t(sealed.standing === 'there' ? 'sealed:card.again' : 'sealed:card.give')}
          </button>
        ) : null}
      </div>
      <Modal open={giving} onClose={() => setGiving(false)} title={t('sealed:card.give')}>
        {giving ? <GiveScan one={one} onDone={given} /> : null}
      </Modal>
    </section>
  );
}

type Sealed = NonNullable<Return['sealed']>;
function Said({ one, sealed: { standing, copy }, gives }: { one: Return; sealed: Sealed; gives: boolean }) {
  const t = useWords();
  return (
    <>
      {standing === 'early' ? <p className="note">{t('sealed:card.early')}</p> : null}
      {standing === 'old' ? <p>{t('sealed:card.old', { edition: copy?.edition ?? 0, asked: one.edition })}</p> : null}
      {standing === 'withdrawn' ? <p>{t('sealed:card.withdrawn')}</p> : null}
      {standing === 'early' || standing === 'there' ? null : (
        <p className="note">{t(gives ? 'sealed:card.howTo' : 'sealed:card.officer')}</p>
      )}
      {standing === 'there' && copy ? (
        <>
          <p>{t('sealed:card.given', { edition: copy.edition, day: shownDay(copy.on, undefined, 'long') })}</p>
          <p className={copy.how === 'typed' ? 'sealed-typed' : 'note'}>{t(`sealed:card.${copy.how}`)}</p>
        </>
      ) : null}
      {copy && standing !== 'withdrawn' ? (
        <p>
          <a href={address(`/attachments/${copy.attachment}/content`)} download>
            {t('sealed:card.open', { size: shownSize(copy.size) })}
          </a>
          <span className="note sealed-digest">
            {t('sealed:card.digest')} <AsWritten>{copy.digest.slice(0, 16)}</AsWritten>
          </span>
        </p>
      ) : null}
    </>
  );
}
