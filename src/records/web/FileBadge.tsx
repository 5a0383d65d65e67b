// What kind of file it is, by the ending of its name; for the eye, the name beside it says the same.
export const FileBadge = ({ name }: { name: string | null }) => (
  <span className="file-badge" aria-hidden="true">
    {/\.([a-z0-9]{1,5})$/i.exec(name ?? '')?.[1]?.toUpperCase() ?? '—'}
  </span>
);
