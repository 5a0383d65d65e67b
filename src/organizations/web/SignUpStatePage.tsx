// An application followed by whoever holds its key: where it stands, what is to be mended, and the first password once it is confirmed.
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { type FormEvent, useState } from 'react';
import { usePathParam, useSearch } from '../../platform/web/address.ts';
import { call } from '../../platform/web/call.ts';
import { FailedPage } from '../../platform/web/ErrorPage.tsx';
import { useLanguage, useWords } from '../../platform/web/i18n.ts';
import { Line, PasswordLine } from '../../platform/web/Line.tsx';
import { Modal } from '../../platform/web/Modal.tsx';
import { EmptyState, PageHead, ProblemView, Skeleton, Tag } from '../../platform/web/Parts.tsx';
import { FactList } from '../../records/web/index.ts';
import '../../platform/web/form.css';
import '../../platform/web/account.css';
import { completeSignUp, readReceipt, type Receipt, takeAccount, withdrawSignUp } from '../signUpRoutes.ts';
import { LetterUpload, type Uploaded } from './SignUpLetter.tsx';
import { stateTones } from './signUpView.ts';
import { useRegionName } from './view.ts';
import './sign-up.css';

type Held = { id: string; key: string };
type PartProps = { of: Receipt; held: Held; changed: () => void };

export default function SignUpStatePage() {
  const t = useWords();
  const language = useLanguage();
  const id = usePathParam('id');
  const { key = '' } = useSearch();
  const asked = useQuery({
    queryKey: ['sign-up', id, key, language],
    queryFn: () => call(readReceipt, { params: { id }, body: { key } }) as Promise<Receipt>,
    enabled: key !== '',
    retry: false,
  });
  if (key === '')
    return (
      <div className="page sign-up">
        <PageHead title={t('signUps:one')} />
        <section className="card">
          <EmptyState title={t('signUps:receipt.noKey')}>
            <p>{t('signUps:receipt.noKeyWhy')}</p>
            <Link className="button" to={'/sign-up' as string}>
              {t('signUps:title')}
            </Link>
          </EmptyState>
        </section>
      </div>
    );
  return (
    <div className="page sign-up">
      {asked.isPending ? <Skeleton lines={8} height={360} /> : null}
      {asked.isLoadingError ? <FailedPage problem={asked.error} again={() => void asked.refetch()} /> : null}
      {asked.data ? <Shown of={asked.data} held={{ id, key }} changed={() => void asked.refetch()} /> : null}
    </div>
  );
}

function Shown(props: PartProps) {
  const { of } = props;
  const t = useWords();
  const region = useRegionName();
  return (
    <>
      <PageHead
        title={t('signUps:receipt.title', { number: of.number })}
        note={<Tag tone={stateTones[of.state]}>{t(`signUps:states.${of.state}`)}</Tag>}
      />
      <section className="card">
        <Next {...props} />
      </section>
      {of.state === 'submitted' || of.state === 'sentBack' ? <Keep {...props} /> : null}
      <section className="card">
        <FactList
          facts={[
            [t('signUps:purpose'), t(`signUps:purposes.${of.purpose}`)],
            [t('signUps:name'), of.name],
            [t('signUps:creditCode'), <code key="code">{of.creditCode}</code>],
            [t('signUps:region'), region(of.region)],
            [t('signUps:administrator'), of.administrator],
            [t('signUps:phone'), of.phone],
            [t('signUps:email'), of.email ?? undefined],
            [t('signUps:account'), of.account],
            [t('signUps:letterCode'), <code key="letter">{of.letterCode}</code>],
            [t('signUps:submittedOn'), of.submittedOn],
          ]}
        />
      </section>
    </>
  );
}

/** What there is to do now, or what became of it. */
function Next(props: PartProps) {
  const { of } = props;
  const t = useWords();
  if (of.state === 'submitted')
    return <p>{of.dueOn ? t('signUps:receipt.due', { day: of.dueOn }) : t('signUps:receipt.soon')}</p>;
  if (of.state === 'sentBack') return <Mend {...props} />;
  if (of.state === 'refused')
    return (
      <p>
        {t('signUps:receipt.refused')} <b>{of.said}</b>
      </p>
    );
  if (of.state !== 'confirmed') return <p>{t(`signUps:receipt.${of.state}`)}</p>;
  if (!of.taken) return <FirstPassword {...props} />;
  return (
    <>
      <p>{t('signUps:receipt.taken', { account: of.account ?? '' })}</p>
      <Link className="button button-primary" to="/sign-in">
        {t('signUps:receipt.toSignIn')}
      </Link>
    </>
  );
}

function FirstPassword({ of, held, changed }: PartProps) {
  const t = useWords();
  const [typed, setTyped] = useState({ next: '', again: '' });
  const [refused, setRefused] = useState<unknown>(null);
  const differs = typed.again !== '' && typed.next !== typed.again;
  const submit = async (event: FormEvent) => {
    event.preventDefault();
    if (typed.next !== typed.again) return;
    setRefused(null);
    await call(takeAccount, { params: { id: held.id }, body: { key: held.key, password: typed.next } }).then(changed, setRefused);
  };
  return (
    <form className="form" onSubmit={(event) => void submit(event)}>
      <p>{t('signUps:receipt.confirmed', { account: of.account ?? '' })}</p>
      {of.until ? <p className="note">{t('signUps:receipt.until', { day: of.until })}</p> : null}
      <PasswordLine
        id="next"
        label={t('accounts:password.next')}
        help={t('accounts:password.rules')}
        value={typed.next}
        onChange={(next) => setTyped({ ...typed, next })}
        autoComplete="new-password"
      />
      <PasswordLine
        id="again"
        label={t('accounts:password.again')}
        error={differs ? t('accounts:password.differs') : null}
        value={typed.again}
        onChange={(again) => setTyped({ ...typed, again })}
        autoComplete="new-password"
      />
      {refused ? <ProblemView problem={refused} /> : null}
      <div className="form-foot">
        <button type="submit" className="button button-primary">
          {t('signUps:receipt.setPassword')}
        </button>
      </div>
    </form>
  );
}

function Mend({ of, held, changed }: PartProps) {
  const t = useWords();
  const [typed, setTyped] = useState({
    administrator: of.administrator ?? '',
    phone: of.phone ?? '',
    account: of.account ?? '',
  });
  const [letter, setLetter] = useState<Uploaded | null>(null);
  const [refused, setRefused] = useState<unknown>(null);
  const submit = async (event: FormEvent) => {
    event.preventDefault();
    setRefused(null);
    const more = letter ? { letter: { upload: letter.upload, secret: letter.secret } } : {};
    await call(completeSignUp, { params: { id: held.id }, body: { key: held.key, ...typed, ...more } }).then(changed, setRefused);
  };
  return (
    <form className="form" onSubmit={(event) => void submit(event)}>
      <p>
        {t('signUps:receipt.sentBack', { day: of.until ?? '' })} <b>{of.said}</b>
      </p>
      {(['administrator', 'phone', 'account'] as const).map((name) => (
        <Line
          key={name}
          id={name}
          label={t(`signUps:${name}`)}
          value={typed[name]}
          onChange={(value) => setTyped({ ...typed, [name]: value })}
        />
      ))}
      <p className="note">{t('signUps:receipt.newLetter')}</p>
      <LetterUpload letter={letter} onLetter={setLetter} />
      {refused ? <ProblemView problem={refused} /> : null}
      <div className="form-foot">
        <button type="submit" className="button button-primary">
          {t('signUps:receipt.complete')}
        </button>
      </div>
    </form>
  );
}

/** The address is the key: it is kept by whoever applied. */
function Keep({ held, changed }: PartProps) {
  const t = useWords();
  const [copied, setCopied] = useState(false);
  const [asking, setAsking] = useState(false);
  const [refused, setRefused] = useState<unknown>(null);
  const copy = () => navigator.clipboard.writeText(location.href).then(() => setCopied(true), setRefused);
  const withdraw = async () => {
    setAsking(false);
    await call(withdrawSignUp, { params: { id: held.id }, body: { key: held.key } }).then(changed, setRefused);
  };
  return (
    <section className="card account-once">
      <p>{t('signUps:receipt.keep')}</p>
      {refused ? <ProblemView problem={refused} /> : null}
      <div className="form-foot">
        <button type="button" className="button" aria-live="polite" onClick={() => void copy()}>
          {t(copied ? 'signUps:receipt.copied' : 'signUps:receipt.copy')}
        </button>
        <button type="button" className="button-text" onClick={() => setAsking(true)}>
          {t('signUps:receipt.withdraw')}
        </button>
      </div>
      <Modal open={asking} onClose={() => setAsking(false)} title={t('signUps:receipt.withdraw')}>
        <p>{t('signUps:receipt.withdrawSure')}</p>
        <div className="form-foot">
          <button type="button" className="button button-danger" onClick={() => void withdraw()}>
            {t('signUps:receipt.withdraw')}
          </button>
          <button type="button" className="button" onClick={() => setAsking(false)}>
            {t('shell:cancel')}
          </button>
        </div>
      </Modal>
    </section>
  );
}
