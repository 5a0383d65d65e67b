// Tasks and safeguards with what feeds them: targets, registers, series, and what is still to come. A task's state is that of its worst target.
import { sure } from '../../platform/shared/sure.ts';
import { type Text, textIn } from '../../platform/shared/words.ts';
import type { Actor } from '../../platform/shared/actor.ts';
import { compare } from '../../platform/shared/money.ts';
import type { Asking, Indicators } from '../../indicators/server/index.ts';

import type { Feed, Plan } from '../plan.ts';
import type { PlanProgress, TargetProgress } from '../progress.ts';
import type { PlanPorts } from './ports.ts';

type Context = {
  plan: Plan;
  targets: readonly TargetProgress[];
  ports: PlanPorts;
  indicators: Indicators;
  actor: Actor;
  q: Asking;
  registers: Awaited<ReturnType<PlanPorts['registers']>>;
};
type Fed = PlanProgress['tasks'][number]['feeds'][number];
type State = PlanProgress['tasks'][number]['state'];

function fed(c: Context, feed: Feed): Fed {
  const say = (text: Text) => textIn(text, c.actor.language);
  switch (feed.kind) {
    case 'target': {
      const target = sure(
        c.targets.find((one) => one.code === feed.code),
        `target ${feed.code}`,
      );
      return {
        kind: 'target',
        label: target.name,
        codes: [feed.code],
        line: lineOf(target),
      };
    }
    case 'register': {
      const { standing, known } = c.registers(feed.kinds);
      const label = feed.kinds.map((kind) => say(c.ports.kindName(kind, c.q.asOf))).join(c.actor.language === 'en' ? ', ' : '、');
      const line =
        standing === null
          ? c.ports.say('plans:tasks.known', c.actor, { count: known })
          : c.ports.say('plans:tasks.standing', c.actor, { count: standing });
      return { kind: 'register', label, codes: [...feed.kinds], line };
    }
    case 'series': {
      const definition = c.indicators.definitions.find((one) => one.code === feed.series || one.reported === feed.series);
      return {
        kind: 'series',
        label: definition ? say(definition.name) : feed.series,
        codes: [definition?.code ?? feed.series],
        line: null,
      };
    }
    case 'page':
      return { kind: 'page', label: say(feed.name), codes: [feed.page], line: null };
    case 'planned':
      return { kind: 'planned', label: say(feed.what), codes: [], line: null };
  }
}

const lineOf = (target: TargetProgress): string | null =>
  target.current === null ? null : `${shortly(target.current, target)} / ${shortly(target.value, target)}`;

/** A figure in its display unit, without decimals that say nothing. */
function shortly(value: string, target: TargetProgress): string {
  const shown = Number(value) / Number(target.figure.display.factor);
  return shown.toLocaleString('en', { maximumFractionDigits: 1 });
}

/**
 * A target that can no longer be met, its day being over or one of its years, is behind whatever its pace; by then nothing is on pace.
 * Where it can be told whether it will be reached, that decides; else its pace.
 */
export function stateOf(target: Pick<TargetProgress, 'verdict' | 'pace' | 'forecast' | 'by' | 'everyYear'>, asOf: string): State {
  if (target.verdict === 'met') return 'met';
  if (target.verdict === 'notMet' && (asOf >= target.by || target.everyYear)) return 'behind';
  if (target.pace === null || asOf >= target.by) return 'unknown';
  if (target.forecast !== null) return target.forecast.reachedIn === null ? 'behind' : 'onPace';
  return compare(target.pace.points, '0') >= 0 ? 'onPace' : 'behind';
}

/** What is behind decides, then what is not known: a task is met only when each of its targets is. */
const order: readonly State[] = ['behind', 'unknown', 'onPace', 'met'];

function judged(c: Context, feeds: readonly Feed[]): { state: State; line: string | null } {
  const targets = c.targets.filter((one) => feeds.some((feed) => feed.kind === 'target' && feed.code === one.code));
  const states = targets.map((target) => ({ target, state: stateOf(target, c.q.asOf) }));
  const worst = order.flatMap((state) => states.filter((one) => one.state === state))[0];
  return { state: worst?.state ?? 'unknown', line: worst ? lineOf(worst.target) : null };
}

export const tasksOf = (c: Context): PlanProgress['tasks'] =>
  c.plan.tasks.map((task) => {
    const feeds = task.feeds.map((feed) => fed(c, feed));
    const { state, line } = judged(c, task.feeds);
    const owner = task.owner === null ? null : c.ports.departmentName(task.owner);
    return {
      number: task.number,
      group: textIn(task.group, c.actor.language),
      title: textIn(task.title, c.actor.language),
      summary: textIn(task.summary, c.actor.language),
      owner: owner === null ? null : textIn(owner, c.actor.language),
      feeds,
      state,
      line: line ?? feeds.find((one) => one.line !== null)?.line ?? null,
    };
  });

export const safeguardsOf = (c: Context): PlanProgress['safeguards'] =>
  c.plan.safeguards.map((one) => ({
    code: one.code,
    title: textIn(one.title, c.actor.language),
    summary: textIn(one.summary, c.actor.language),
    feeds: one.feeds.map((feed) => fed(c, feed)),
  }));
