// What became of one try to send something out of the house, whatever the channel. No address and no text of the other side in it.

/** `temporary` is tried again; `permanent` never; `address` says that it is the address that was refused. */
export type Sent =
  | { outcome: 'sent' }
  | { outcome: 'temporary'; said: string }
  | { outcome: 'permanent'; said: string; address: boolean };

export const sent: Sent = { outcome: 'sent' };
/** A code as it is kept and logged: letters, digits and a few signs, short. */
export const codeOnly = (said: string): string => said.replaceAll(/[^\w .-]/g, '').slice(0, 60);
