// Codes of the provincial trading market (cooperation modes, types of demand), kept as they are for exchange; and how long a listing stays without a word of its owner. Pure.
import codes from './market-codes.json' with { type: 'json' };

export const { cooperationModes, demandTypes, confirmWithinDays } = codes;
export const cooperationCodes: readonly string[] = cooperationModes.map(({ code }) => code);
export const demandCodes: readonly string[] = demandTypes.map(({ code }) => code);
