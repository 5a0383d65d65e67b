// Seeds of the matrix of operations that the table of synonyms makes: operators read all of it, others what they proposed themselves.
import { type Around, idOf, type Made } from './matrix-around.ts';

export const synonyms = ({ zhou }: Around): Made => ({
  wordGroup: {
    path: '/word-groups',
    sees: { all: ['bureauOfficer', 'districtOfficer', 'systemAdmin'], own: [] },
    make: (mine) => idOf(zhou.create('word-groups', { words: [`词甲${mine}`, `词乙${mine}`] })),
  },
});
