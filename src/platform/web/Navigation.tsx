// The navigation: menus in the header, which open by click and by key and close again; in the drawer of a narrow screen the same as lists.
import { Link } from '@tanstack/react-router';
import { useEffect, useId, useRef, useState } from 'react';
import { flushSync } from 'react-dom';
import type { Standing } from '../shared/actor.ts';
import { usePath } from './address.ts';
import { useWords } from './i18n.ts';
import { Late } from './Late.tsx';
import { type Entry, type Menu, navigation } from './pages.ts';
import { useSession } from './session.ts';

type Group = { menu: Menu | null; entries: Entry[] };

/** What the reader may open, by menu. A menu of one entry is that entry. */
function useGroups(): { groups: Group[]; here: string | null } {
  const path = usePath();
  const session = useSession();
  const standings: readonly Standing[] = session ? session.roles : ['visitor'];
  const entries = navigation(standings);
  const groups: Group[] = [];
  for (const one of entries) {
    const last = groups.at(-1);
    if (one.menu && last?.menu === one.menu) last.entries.push(one);
    else groups.push({ menu: one.menu ?? null, entries: [one] });
  }
  return { groups: groups.map((one) => (one.entries.length > 1 ? one : { ...one, menu: null })), here: hereOf(entries, path) };
}

/** The entry that the page belongs to: the one whose address it begins with for longest. */
function hereOf(entries: readonly Entry[], path: string): string | null {
  const begins = (one: string): boolean =>
    one === '/' ? path === '/' : `${path}/`.startsWith(one.endsWith('/') ? one : `${one}/`);
  const found = entries.flatMap((entry) =>
    [entry.path, ...(entry.also ?? [])].filter(begins).map((one) => ({ path: entry.path, length: one.length })),
  );
  return found.sort((a, b) => b.length - a.length)[0]?.path ?? null;
}

function EntryLink({ one, here }: { one: Entry; here: string | null }) {
  const t = useWords();
  return (
    <Link to={one.path} activeOptions={{ exact: true }} aria-current={one.path === here ? 'page' : undefined}>
      {t(one.words)}
      {one.badge ? <Late of={one.badge} /> : null}
    </Link>
  );
}

export function Navigation() {
  const t = useWords();
  const { groups, here } = useGroups();
  const path = usePath();
  const [open, setOpen] = useState<Menu | null>(null);
  // A menu closes when the page changes.
  const [shownOn, setShownOn] = useState(path);
  if (shownOn !== path) {
    setShownOn(path);
    setOpen(null);
  }
  const all = useRef<HTMLElement>(null);
  useEffect(() => {
    const nav = all.current;
    if (!nav) return undefined;
    const pressed = (event: KeyboardEvent) => onKey(event, nav, setOpen);
    nav.addEventListener('keydown', pressed);
    return () => nav.removeEventListener('keydown', pressed);
  }, []);
  useEffect(() => {
    if (open === null) return undefined;
    const away = ({ target }: Event) => {
      if (target instanceof Node && !all.current?.contains(target)) setOpen(null);
    };
    const events = ['pointerdown', 'focusin'] as const;
    for (const event of events) document.addEventListener(event, away);
    return () => {
      for (const event of events) document.removeEventListener(event, away);
    };
  }, [open]);
  return (
    <nav ref={all} className="header-nav" aria-label={t('shell:navigation')}>
      {groups.map(({ menu, entries }) =>
        menu ? (
          <MenuOf key={menu} {...{ menu, entries, here }} open={open === menu} setOpen={setOpen} />
        ) : (
          <span key={entries[0]?.path} className="header-entry">
            {entries.map((one) => (
              <EntryLink key={one.path} one={one} here={here} />
            ))}
          </span>
        ),
      )}
    </nav>
  );
}

type MenuProps = Group & { menu: Menu; here: string | null; open: boolean; setOpen: (menu: Menu | null) => void };

function MenuOf({ menu, entries, here, open, setOpen }: MenuProps) {
  const t = useWords();
  const list = useId();
  return (
    <span className="header-entry" data-menu={menu}>
      <button
        type="button"
        aria-expanded={open}
        aria-controls={list}
        data-here={entries.some((one) => one.path === here) || undefined}
        onClick={() => setOpen(open ? null : menu)}
      >
        {t(`shell:menus.${menu}`)}
      </button>
      <ul id={list} hidden={!open}>
        {entries.map((one) => (
          <li key={one.path}>
            <EntryLink one={one} here={here} />
          </li>
        ))}
      </ul>
    </span>
  );
}

const steps: Record<string, number> = { ArrowDown: 1, ArrowUp: -1, ArrowRight: 1, ArrowLeft: -1 };

/** Left and right go through the bar, up and down through a menu, Escape leads back to its button. Tab goes its own way. */
function onKey(event: KeyboardEvent, nav: HTMLElement, setOpen: (menu: Menu | null) => void): void {
  const { key } = event;
  const at = document.activeElement;
  const entry = at?.closest<HTMLElement>('.header-entry');
  if (!entry) return;
  const button = entry.querySelector('button');
  if (key === 'Escape') {
    setOpen(null);
    if (at !== button) button?.focus();
    return;
  }
  const step = steps[key];
  if (step === undefined && key !== 'Home' && key !== 'End') return;
  const inMenu = at instanceof HTMLElement && at.closest('ul') !== null;
  const along = key === 'ArrowLeft' || key === 'ArrowRight' || (!inMenu && step === undefined);
  event.preventDefault();
  if (along) {
    setOpen(null);
    move([...nav.querySelectorAll<HTMLElement>('.header-entry > :is(a, button)')], inMenu ? button : at, step, key);
    return;
  }
  if (!button) return;
  // Drawn at once: what is hidden takes no focus, and the next key may come before the next frame.
  flushSync(() => setOpen(menuOf(entry)));
  move([...entry.querySelectorAll<HTMLElement>('ul a')], inMenu ? at : null, step, key);
}

const menuOf = ({ dataset }: HTMLElement): Menu | null => (dataset['menu'] as Menu | undefined) ?? null;

function move(among: readonly HTMLElement[], from: Element | null, step: number | undefined, key: string): void {
  const at = among.findIndex((one) => one === from);
  const next = step === undefined ? (key === 'Home' ? 0 : -1) : at < 0 ? (step > 0 ? 0 : -1) : (at + step) % among.length;
  among.at(next)?.focus();
}

export function DrawerNavigation() {
  const t = useWords();
  const { groups, here } = useGroups();
  return (
    <nav className="drawer-nav" aria-label={t('shell:navigation')}>
      {groups.map(({ menu, entries }) => (
        <section key={entries[0]?.path} aria-label={menu ? t(`shell:menus.${menu}`) : undefined}>
          {menu ? <h2>{t(`shell:menus.${menu}`)}</h2> : null}
          {entries.map((one) => (
            <EntryLink key={one.path} one={one} here={here} />
          ))}
        </section>
      ))}
    </nav>
  );
}
