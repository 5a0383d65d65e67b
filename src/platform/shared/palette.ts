// The colours in which the house draws figures, on pages and on paper alike. Plain data.
/** First the blue of all that counts, then calm others, told apart in print too. */
export const seriesColours = ['#1b5fc1', '#1f8a5b', '#c77d0a', '#7a5bb5', '#2a93a8', '#c23b3b', '#6b7a90'];
/** From little to much. */
export const blues = ['#dfeafb', '#bcd3f4', '#8fb5ea', '#3f7fd6', '#1b5fc1'];
