// The frame of every page: header, navigation, banners, skip link, the page itself, and what is shown when a page breaks.
import { Link, Outlet, useRouterState } from '@tanstack/react-router';
import { Suspense, useEffect, useRef, useState } from 'react';
import { offices } from '../shared/office.ts';
import { usePath, useSearch } from './address.ts';
import { Away } from './Away.tsx';
import { CommandPalette } from './CommandPalette.tsx';
import { nameFilesBeginning } from './download.ts';
import { switchLanguage, useLanguage, useWords } from './i18n.ts';
import { Modal } from './Modal.tsx';
import { DrawerNavigation, Navigation } from './Navigation.tsx';
import { headerParts } from './pages.ts';
import { actFor, signOut, useReading, useSession } from './session.ts';
import { Watch } from './Watch.tsx';
import './tokens.css';
import './parts.css';
import './pieces.css';
import './shell.css';
import './print.css';

export function Shell() {
  const t = useWords();
  const { wide } = useSearch();
  const [searching, setSearching] = useState(false);
  // The page is seen once it is known whether a banner stands above it: nothing is pushed down under the reader's eyes.
  const reading = useReading();
  const [shown, setShown] = useState(false);
  if (reading.known && !shown) setShown(true);
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      if (event.key.toLowerCase() !== 'k' || !(event.metaKey || event.ctrlKey)) return;
      event.preventDefault();
      setSearching(true);
    };
    addEventListener('keydown', onKey);
    return () => removeEventListener('keydown', onKey);
  }, []);
  useEffect(() => {
    if (wide === '1') document.documentElement.dataset['wide'] = '';
    else delete document.documentElement.dataset['wide'];
  }, [wide]);
  useEffect(() => nameFilesBeginning(reading.demo ? t('shell:trialFile') : ''), [reading.demo, t]);
  useFocusOnPage();
  return (
    <>
      <a className="skip" href="#main">
        {t('shell:skip')}
      </a>
      <Header onSearch={() => setSearching(true)} />
      <Banners {...reading} />
      <Acting />
      <main id="main" tabIndex={-1} className={shown ? undefined : 'main-waiting'}>
        <Outlet />
      </main>
      <Away />
      <Watch />
      <CommandPalette open={searching} onClose={() => setSearching(false)} />
    </>
  );
}

/** A new page begins at its content, where what had the focus has gone with the page before; a link that is still there keeps it. */
function useFocusOnPage(): void {
  const path = useRouterState({ select: (state) => state.resolvedLocation?.pathname });
  const before = useRef<string | undefined>(undefined);
  useEffect(() => {
    const moved = before.current !== undefined && path !== undefined && before.current !== path;
    if (path !== undefined) before.current = path;
    if (moved && document.activeElement === document.body) document.getElementById('main')?.focus({ preventScroll: true });
  }, [path]);
}

function Logo() {
  const t = useWords();
  return (
    <Link to="/" className="logo">
      <svg
        width="30"
        height="22"
        viewBox="0 0 30 22"
        aria-hidden="true"
        fill="none"
        stroke="currentColor"
        strokeWidth="2.4"
        strokeLinecap="round"
        strokeLinejoin="round"
      >
        <path d="M2 4l11 5.5L15 7l2 2.5L28 4" />
        <path d="M8 14l5.5 2.6L15 15l1.5 1.600L22 14" opacity=".45" />
      </svg>
      {t('shell:product')}
    </Link>
  );
}

function Header({ onSearch }: { onSearch: () => void }) {
  const t = useWords();
  const path = usePath();
  const [open, setOpen] = useState(false);
  // The drawer closes when the page changes.
  const [shownOn, setShownOn] = useState(path);
  if (shownOn !== path) {
    setShownOn(path);
    setOpen(false);
  }
  const command = navigator.platform.startsWith('Mac') ? '⌘K' : 'Ctrl K';
  return (
    <header className="header">
      <button
        type="button"
        className="button-plain header-menu"
        aria-label={t('shell:menu')}
        aria-expanded={open}
        onClick={() => setOpen(true)}
      >
        <svg width="20" height="20" viewBox="0 0 20 20" aria-hidden="true">
          <path d="M3 5h14M3 10h14M3 15h14" stroke="currentColor" strokeWidth="1.8" strokeLinecap="round" />
        </svg>
      </button>
      <Logo />
      <Navigation />
      <span className="spread" />
      <button type="button" className="pill header-search" aria-keyshortcuts="Meta+K Control+K" onClick={onSearch}>
        <kbd>{command}</kbd> {t('shell:search')}
      </button>
      <HeaderParts />
      <Who />
      <LanguageSwitch />
      <Modal open={open} onClose={() => setOpen(false)} title={t('shell:product')} side="left">
        <DrawerNavigation />
      </Modal>
    </header>
  );
}

/** For those who are signed in; their place is kept while they load, so that nothing beside them moves. */
function HeaderParts() {
  const session = useSession();
  if (!session) return null;
  return headerParts().map((Part, at) => (
    <span key={at} className="header-part">
      <Suspense>
        <Part />
      </Suspense>
    </span>
  ));
}

function Who() {
  const t = useWords();
  const path = usePath();
  const session = useSession();
  if (session === undefined) return <span className="who" />;
  if (session === null)
    return path === '/sign-in' ? null : (
      <Link className="button button-small" to="/sign-in" search={path === '/' ? {} : { next: path }}>
        {t('shell:signIn.title')}
      </Link>
    );
  const role = session.roles[0];
  return (
    <details className="menu who">
      <summary>
        <span className="who-role">{role ? `${t(`shell:roles.${role}`)} · ` : ''}</span>
        {session.name}
      </summary>
      <div className="menu-items">
        <span className="note">{session.account}</span>
        <Link to={'/account' as string}>{t('accounts:nav.own')}</Link>
        {session.roles.some((one) => offices.some((each) => each === one)) ? (
          <Link to={'/account/deputies' as string}>{t('rights:deputy.title')}</Link>
        ) : null}
        <Link to={'/account/my-data' as string}>{t('erasures:mine.nav')}</Link>
        <button type="button" className="button-text" onClick={() => void signOut()}>
          {t('shell:signOut')}
        </button>
      </div>
    </details>
  );
}

function LanguageSwitch() {
  const language = useLanguage();
  const other = language === 'en' ? 'zh-CN' : 'en';
  return (
    <button
      type="button"
      className="pill"
      lang={other}
      onClick={() => void switchLanguage(other)}
      title={other === 'en' ? 'English' : '中文'}
    >
      {other === 'en' ? 'EN' : '中文'}
    </button>
  );
}

/** Whoever acts for somebody else is told so above every page. */
function Acting() {
  const t = useWords();
  const absent = useSession()?.for;
  if (!absent) return null;
  return (
    <aside className="banner banner-acting" aria-label={t('rights:deputy.title')}>
      {t('rights:acting.now', { name: absent.name })}{' '}
      <button type="button" className="button-text" onClick={() => void actFor(null)}>
        {t('rights:acting.stop')}
      </button>
    </aside>
  );
}

function Banners({ invented, demo }: { invented: boolean; demo: boolean }) {
  const t = useWords();
  if (!invented && !demo) return null;
  return (
    <aside aria-label={t('shell:banner.label')}>
      {invented ? <div className="banner">{t('shell:banner.invented')}</div> : null}
      {demo ? <div className="banner banner-blue">{t('shell:banner.demo')}</div> : null}
    </aside>
  );
}
