// A place to drop files on, with a button for those who choose them. What becomes of them is the page's.
import { type ReactNode, useId, useState } from 'react';

type Props = {
  onFiles: (files: File[]) => void;
  accept: string;
  many?: boolean;
  title: string;
  button: string;
  children?: ReactNode;
};

export function DropZone({ onFiles, accept, many = false, title, button, children }: Props) {
  const id = useId();
  const [over, setOver] = useState(false);
  const give = (files: FileList | null) => {
    const given = [...(files ?? [])];
    if (given.length > 0) onFiles(many ? given : given.slice(0, 1));
  };
  return (
    <div
      className={over ? 'drop drop-over' : 'drop'}
      onDragOver={(event) => {
        event.preventDefault();
        setOver(true);
      }}
      onDragLeave={() => setOver(false)}
      onDrop={(event) => {
        event.preventDefault();
        setOver(false);
        give(event.dataTransfer.files);
      }}
    >
      <strong id={id}>{title}</strong>
      <label className="button button-primary drop-button">
        {button}
        <input
          type="file"
          className="sr-only"
          aria-describedby={id}
          accept={accept}
          multiple={many}
          onChange={(event) => {
            give(event.target.files);
            event.target.value = '';
          }}
        />
      </label>
      {children}
    </div>
  );
}
