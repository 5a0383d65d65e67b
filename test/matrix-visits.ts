// Seeds of the matrix of operations that visits to firms make: a visit, and what it left to do.
import { type Around, idOf, type Made } from './matrix-around.ts';

/** The bureau's, and the district's where the firm reports; a firm's people read a question once it is answered. */
const sees = { all: ['bureauOfficer'], own: ['districtOfficer'] } as const;
const dueOn = '2999-12-31';

export const visits = ({ places: { organization, another }, zhou }: Around): Made => {
  const visit = (mine: boolean) =>
    idOf(zhou.create('visits', { organization: mine ? organization : another, text: `走访${mine}`, met: '经理' }));
  return {
    visit: { path: '/visits', sees, make: visit },
    visitItem: {
      path: '/visit-items',
      sees,
      make: async (mine) =>
        idOf(zhou.create('visit-items', { visit: await visit(mine), sort: 'task', title: '走访任务', dueOn })),
    },
  };
};
