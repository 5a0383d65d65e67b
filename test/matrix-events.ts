// Events in preparation, registrations and meetings, of one's own organization and of another, for the matrix of operations.
import { type Around, idOf, type Made, type Sees } from './matrix-around.ts';

const sees: Sees = { all: ['bureauOfficer'], own: ['districtOfficer', 'organizationAdmin', 'member'] };
const said = (from: string) => ({
  name: '矩阵对接会',
  sort: 'roadShow',
  from,
  to: '2099-05-18',
  opens: '09:00',
  closes: '12:00',
  place: '会展中心',
  until: from,
});
const ahead = said('2099-05-18');

export const events = ({ house, places: { organization, another }, zhou }: Around): Made => ({
  matchEvent: {
    path: '/match-events',
    sees,
    make: (mine) => idOf(zhou.create('match-events', { ...ahead, organization: mine ? organization : another })),
  },
  eventRegistration: {
    path: '/event-registrations',
    sees,
    make: async (mine) => {
      const whose = mine ? organization : another;
      const event = await idOf(zhou.act(await zhou.create('match-events', { ...ahead, organization: whose }), 'publish'));
      const who = await house.as({ account: `comes-${mine}`, roles: ['organizationAdmin'], organization: whose });
      return idOf(who.create('event-registrations', { event, attendee: '某人' }));
    },
  },
  eventMeeting: {
    path: '/event-meetings',
    sees,
    make: async (mine) => {
      const whose = mine ? organization : another;
      const { today } = await zhou.get<{ today: string }>('/health');
      const now = { ...said(today), to: today, organization: whose };
      const event = await idOf(zhou.act(await zhou.create('match-events', now), 'publish'));
      const coming = await zhou.create('event-registrations', { event, organization: whose, attendee: '某人' });
      await zhou.act(coming, 'checkIn', {});
      return idOf(zhou.create('event-meetings', { event, first: whose, secondName: '外地某公司', about: '谈了试制' }));
    },
  },
});
