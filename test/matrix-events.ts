// Events in preparation and registrations, of one's own organization and of another, for the matrix of operations.
import { type Around, idOf, type Made, type Sees } from './matrix-around.ts';

const sees: Sees = { all: ['bureauOfficer'], own: ['districtOfficer', 'organizationAdmin', 'member'] };
const eventSaid = {
  name: '矩阵对接会',
  sort: 'roadShow',
  from: '2099-05-18',
  to: '2099-05-18',
  opens: '09:00',
  closes: '12:00',
  place: '会展中心',
  until: '2099-05-17',
};
export const events = ({ house, places: { organization, another }, zhou }: Around): Made => ({
  matchEvent: {
    path: '/match-events',
    sees,
    make: (mine) => idOf(zhou.create('match-events', { ...eventSaid, organization: mine ? organization : another })),
  },
  eventRegistration: {
    path: '/event-registrations',
    sees,
    make: async (mine) => {
      const whose = mine ? organization : another;
      const event = await idOf(zhou.act(await zhou.create('match-events', { ...eventSaid, organization: whose }), 'publish'));
      const who = await house.as({ account: `comes-${mine}`, roles: ['organizationAdmin'], organization: whose });
      return idOf(who.create('event-registrations', { event, attendee: '某人' }));
    },
  },
});
