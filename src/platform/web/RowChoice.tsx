// A box that chooses a row of a list: it says what it is for and which row, whose name stays as it was written.
import type { ChangeEvent } from 'react';
import { AsWritten } from './AsWritten.tsx';

type Props = {
  label: string;
  name: string;
  checked: boolean;
  disabled?: boolean;
  onChange: (event: ChangeEvent<HTMLInputElement>) => void;
};

export const RowChoice = ({ label, name, checked, disabled, onChange }: Props) => (
  <label className="row-choice">
    <span className="sr-only">
      {label} <AsWritten>{name}</AsWritten>
    </span>
    <input type="checkbox" className="choose" checked={checked} disabled={disabled} onChange={onChange} />
  </label>
);
