// Files of a record as others than those who see it are shown them: name, kind, size, a look, and to take away. Whose doors they come by, the page says.
import { useState } from 'react';
import { AsWritten } from '../../platform/web/AsWritten.tsx';
import { Modal } from '../../platform/web/Modal.tsx';
import { Tag } from '../../platform/web/Parts.tsx';
import { shownSize } from '../../platform/web/upload.ts';
import { FileBadge } from './FileBadge.tsx';
import { FileDownload } from './FileDownload.tsx';
import { FileShown, type ViewedFile } from './FileShown.tsx';
import './files.css';

type File = ViewedFile & { id: string; size: number };
type Props = {
  title: string;
  files: readonly File[];
  /** Path below which the parts of a file stand. */
  at: (id: string) => string;
  /** What is said of one beside its size; null: nothing. */
  said: (id: string) => string | null;
};

export default function FilesShown({ title, files, at, said }: Props) {
  const [looked, setLooked] = useState<string | null>(null);
  const one = files.find(({ id }) => id === looked);
  return (
    <section className="card files" aria-label={title}>
      <h2>
        {title}
        <span className="note">{files.length}</span>
      </h2>
      <ul className="file-list">
        {files.map((each) => {
          const { id, name } = each;
          const more = said(id);
          return (
            <li key={id} className="file">
              <FileBadge name={name} />
              <div className="file-what">
                <button type="button" id={`file-${id}`} className="link file-name" onClick={() => setLooked(id)}>
                  <AsWritten>{name}</AsWritten>
                </button>
                <p className="note">{shownSize(each.size)}</p>
                {more === null ? null : <Tag tone="blue">{more}</Tag>}
              </div>
              <div className="file-acts">
                <FileDownload at={at(id)} marked={false} of={`file-${id}`} />
              </div>
            </li>
          );
        })}
      </ul>
      <Modal open={one !== undefined} onClose={() => setLooked(null)} title={one?.name ?? ''} side="right">
        {one ? (
          <div className="file-view">
            <FileShown key={one.id} file={one} at={at(one.id)} marked={false} />
            <p>
              <FileDownload at={at(one.id)} marked={false} primary />
            </p>
          </div>
        ) : null}
      </Modal>
    </section>
  );
}
