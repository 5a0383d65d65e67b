// What of the plan at work waits for somebody: in which states a record waits for which action, of whom, until which day. Data for whoever keeps a list of what is to be done.

export type Waits = {
  /** States in which it waits, and the action that it waits for. */
  states: readonly string[];
  action: string;
  /** Role that does it; `region` and `department` narrow it to those of the record where it has them. */
  who: 'bureauOfficer' | 'districtOfficer';
  /** Column of the record's table that holds the day; null where none is set. */
  dueColumn: string | null;
};

/** By kind of record. */
export const waits: Readonly<Record<string, readonly Waits[]>> = {
  planTask: [{ states: ['closing'], action: 'closeOff', who: 'bureauOfficer', dueColumn: null }],
  milestone: [
    { states: ['planned', 'sentBack'], action: 'reportDone', who: 'districtOfficer', dueColumn: 'due_on' },
    { states: ['reported'], action: 'accept', who: 'bureauOfficer', dueColumn: null },
  ],
  followUpOrder: [
    { states: ['issued', 'returned'], action: 'answer', who: 'districtOfficer', dueColumn: 'due_on' },
    { states: ['answered'], action: 'accept', who: 'bureauOfficer', dueColumn: null },
    { states: ['accepted'], action: 'closeOff', who: 'bureauOfficer', dueColumn: null },
  ],
  workReport: [
    { states: ['draft', 'returned'], action: 'send', who: 'districtOfficer', dueColumn: null },
    { states: ['sent'], action: 'answer', who: 'bureauOfficer', dueColumn: 'answer_due_on' },
  ],
  typicalCase: [{ states: ['checking'], action: 'publish', who: 'bureauOfficer', dueColumn: null }],
};
