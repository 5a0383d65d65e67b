// Where a part of an expression stands in its source, with its brackets. The parser's ranges lose those at the edges:
// `(a - b) * c` begins at `a`.

const textOrComment =
  /\/\/.*|[rR](?:"""[\s\S]*?"""|'''[\s\S]*?'''|"[^"\n]*"|'[^'\n]*')|"""(?:\\[\s\S]|[^\\])*?"""|'''(?:\\[\s\S]|[^\\])*?'''|"(?:\\.|[^"\\])*"|'(?:\\.|[^'\\])*'/g;

/** Widens a parser's range until each bracket in it has its partner in it. */
export function extentIn(source: string): (start: number, end: number) => [number, number] {
  const partner = partnersIn(source.replace(textOrComment, (found) => ' '.repeat(found.length)));
  return (start, end) => {
    let [from, to] = [start, end];
    for (let at = from; at < to; at += 1) {
      const other = partner.get(at);
      if (other === undefined || (other >= from && other < to)) continue;
      if (other < from) at = from = other;
      else to = other + 1;
    }
    return [from, to];
  };
}

function partnersIn(code: string): Map<number, number> {
  const open: number[] = [];
  const partner = new Map<number, number>();
  for (let at = 0; at < code.length; at += 1) {
    if (code[at] === '(') open.push(at);
    if (code[at] !== ')') continue;
    const opened = open.pop();
    if (opened === undefined) continue;
    partner.set(opened, at);
    partner.set(at, opened);
  }
  return partner;
}
