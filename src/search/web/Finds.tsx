// What was found, one under the other: its name and a piece of its text with the words marked, what it is and whose.
import { Link } from '@tanstack/react-router';
import { useRef } from 'react';
import { AsWritten } from '../../platform/web/AsWritten.tsx';
import { useWords } from '../../platform/web/i18n.ts';
import { recordKind } from '../../platform/web/pages.ts';
import { Tag } from '../../platform/web/Parts.tsx';
import type { Hit } from '../search.ts';
import { pageOf } from './find.ts';
import { useNames } from './names.ts';

export function Finds({ items }: { items: readonly Hit[] }) {
  const list = useRef<HTMLUListElement>(null);
  /** The arrows go from find to find. */
  const step = (key: string): boolean => {
    const links = [...(list.current?.querySelectorAll<HTMLElement>('.search-find > a') ?? [])];
    const at = links.findIndex((one) => one === document.activeElement);
    const next = at < 0 ? undefined : links[at + (key === 'ArrowDown' ? 1 : -1)];
    next?.focus();
    return next !== undefined;
  };
  return (
    <ul className="search-finds" ref={list}>
      {items.map((one) => (
        <Find key={`${one.source} ${one.id}`} one={one} step={step} />
      ))}
    </ul>
  );
}

function Find({ one, step }: { one: Hit; step: (key: string) => boolean }) {
  const t = useWords();
  const names = useNames();
  const words = recordKind(one.kind)?.words;
  const beside = [one.field && names('field', one.field), one.region && names('region', one.region)].filter(Boolean);
  return (
    <li className="search-find">
      <Link
        {...(pageOf(one) as { to: string })}
        onKeyDown={(event) => {
          if ((event.key === 'ArrowDown' || event.key === 'ArrowUp') && step(event.key)) event.preventDefault();
        }}
      >
        <Marked text={one.title} marks={one.titleMarks} />
      </Link>
      {one.piece === '' ? null : (
        <p>
          <Marked text={one.piece} marks={one.pieceMarks} />
        </p>
      )}
      <p className="note">
        {words ? <Tag tone={one.side === 'demand' ? 'warn' : 'blue'}>{one.side ? names('side', one.side) : t(words)}</Tag> : null}{' '}
        <AsWritten>{[one.note, ...beside].filter(Boolean).join(' · ')}</AsWritten>
      </p>
    </li>
  );
}

/** A text with what matched marked. */
export function Marked({ text, marks }: { text: string; marks: Hit['titleMarks'] }) {
  const parts = marks.flatMap(([from, to], at) => [
    { from: marks[at - 1]?.[1] ?? 0, to: from, marked: false },
    { from, to, marked: true },
  ]);
  return (
    <>
      {[...parts, { from: marks.at(-1)?.[1] ?? 0, to: text.length, marked: false }]
        .filter(({ from, to }) => to > from)
        .map(({ from, to, marked }) => {
          const said = <AsWritten key={from}>{text.slice(from, to)}</AsWritten>;
          return marked ? <mark key={from}>{said}</mark> : said;
        })}
    </>
  );
}
