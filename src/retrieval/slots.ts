// A list of slots that is filled anew for each question: room for every slot once, so that nothing is made while it is asked. Pure.

/** Those before `length` are in it. */
export type Slots = { at: Int32Array; length: number };

export const roomFor = (slots: number): Slots => ({ at: new Int32Array(slots), length: 0 });
