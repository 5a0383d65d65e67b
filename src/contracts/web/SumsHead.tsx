// The head of a table of sums: what it is of, and numbers.
export const SumsHead = ({ titles }: { titles: readonly string[] }) => (
  <thead>
    <tr>
      {titles.map((one, at) => (
        <th key={one} scope="col" className={at === 0 ? undefined : 'num'}>
          {one}
        </th>
      ))}
    </tr>
  </thead>
);
