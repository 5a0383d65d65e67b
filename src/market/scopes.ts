// Scopes of programs' keys on the market's operations: what of it such a key may read. Pure; keys themselves are the exchange's (src/exchange).

/** The market as everybody sees it. */
export const marketScope = 'market';
/** The listings of the key's own organization, as records. */
export const ownListingsScope = 'ownListings';
