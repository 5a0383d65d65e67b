// What the parts of a sheet are given: its cells, what is wrong with them, and what may be done here. Types only.
import type { ClipboardEvent } from 'react';
import type { ItemSaid } from '../../../forms/routes.ts';
import type { Query } from '../../asking.ts';
import type { ReturnSheet } from '../../returnRoutes.ts';
import type { Given } from './cells.ts';
import type { Placed } from './judged.ts';
import type { Explaining } from './Problems.tsx';

/** Words of what happened to a table or a column just now: pasted, refused, taken away. */
export type Notice = { about: string; words: string; refused: boolean };

/** `fill`: cells are typed in; `ask`: cells are asked about; `read`: neither. */
export type SheetOf = Explaining & {
  mode: 'fill' | 'ask' | 'read';
  sheet: ReturnSheet;
  given: Given;
  placed: Placed;
  /** Whether what is missing is marked: not before somebody has tried to hand in. */
  strict: boolean;
  /** What officers asked, or are about to ask. */
  queries: readonly Query[];
  onAsk: (place: string) => void;
  onType: (place: string, text: string) => void;
  onPut: (given: Given) => void;
  onUndo: () => void;
  undoable: boolean;
  notice: Notice | null;
  onNotice: (notice: Notice | null) => void;
};

export type Pasting = (place: string, event: ClipboardEvent<HTMLElement>) => void;
export type Filled = ReturnSheet['filled'][number];
export type { ItemSaid };
