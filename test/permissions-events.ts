// What the matrix test needs to try each action on events and on synonyms of the market: a body for each.
const reason = () => ({ reason: '测试' });
export const eventFolders = { matchEvent: 'match-events', wordGroup: 'word-groups' };

export const eventBodies = (around: () => { name: string; organizer: string }) => ({
  wordGroup: {
    create: () => ({ words: [around().name, around().name] }),
    edit: () => ({ words: [around().name, around().name] }),
    refuse: reason,
    retire: reason,
  },
  matchEvent: {
    create: () => {
      const { name, organizer } = around();
      const when = { from: '2099-05-18', to: '2099-05-18', opens: '09:00', closes: '12:00', until: '2099-05-17' };
      return { name, sort: 'roadShow', organization: organizer, place: '某处', ...when };
    },
    edit: () => ({ capacity: 3 }),
    publish: () => ({}),
    correct: () => ({ capacity: 3, ...reason() }),
    hold: () => ({}),
    cancel: reason,
    void: reason,
  },
});
