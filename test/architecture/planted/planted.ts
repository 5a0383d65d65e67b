// What a planted violation is. The trees themselves are beside it.
export type Tree = Record<string, string>;
/** `refused`: the tree, the file that the message names, and what else it says. */
export type Planted = { rule: string; clean: Tree; refused: { name: string; tree: Tree; path: string; says: string }[] };
