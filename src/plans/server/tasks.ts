// Tasks and safeguards with what feeds them: targets, registers, series, and what is still to come. A task's state is that of its worst known target.
import { sure } from '../../platform/shared/sure.ts';
import { type Text, textIn } from '../../platform/shared/words.ts';
import type { Actor } from '../../platform/shared/actor.ts';
import { compare } from '../../platform/shared/money.ts';
import type { Asked, Asking, Indicators } from '../../indicators/server/index.ts';

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
  at: Asked;
};
type Fed = PlanProgress['tasks'][number]['feeds'][number];
type State = PlanProgress['tasks'][number]['state'];

async function fed(c: Context, feed: Feed): Promise<Fed> {
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
        line: target.current === null ? null : `${shortly(target.current, target)} / ${shortly(target.value, target)}`,
      };
    }
    case 'register': {
      const { standing, known } = await c.ports.registerLine(feed.kinds, c.q.asOf, c.q.knownAt);
      const label = feed.kinds.map((kind) => say(c.ports.kindName(kind, c.q.asOf))).join(c.actor.language === 'en' ? ', ' : '、');
      const line =
        standing === null
          ? c.ports.say('plans:tasks.known', c.actor, { count: known })
          : c.ports.say('plans:tasks.standing', c.actor, { count: Number(standing) });
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
    case 'planned':
      return { kind: 'planned', label: say(feed.what), codes: [], line: null };
  }
}

/** A figure in its display unit, without decimals that say nothing. */
function shortly(value: string, target: TargetProgress): string {
  const shown = Number(value) / Number(target.figure.display.factor);
  return shown.toLocaleString('en', { maximumFractionDigits: 1 });
}

function stateOf(target: TargetProgress): State {
  if (target.current === null && target.verdict === 'unknown') return 'unknown';
  if (target.verdict === 'met') return 'met';
  return target.pace && compare(target.pace.points, '0') >= 0 ? 'onPace' : 'behind';
}

const order: readonly State[] = ['behind', 'onPace', 'met'];
function worst(states: readonly State[]): State {
  const known: readonly State[] = states.filter((one) => one !== 'unknown');
  return order.find((one) => known.includes(one)) ?? 'unknown';
}

export const tasksOf = (c: Context): Promise<PlanProgress['tasks']> =>
  Promise.all(
    c.plan.tasks.map(async (task) => {
      const feeds = await Promise.all(task.feeds.map((feed) => fed(c, feed)));
      const targets = task.feeds.flatMap((feed) =>
        feed.kind === 'target' ? c.targets.filter((one) => one.code === feed.code) : [],
      );
      const owner = task.owner === null ? null : c.ports.departmentName(task.owner);
      return {
        number: task.number,
        group: textIn(task.group, c.actor.language),
        title: textIn(task.title, c.actor.language),
        summary: textIn(task.summary, c.actor.language),
        owner: owner === null ? null : textIn(owner, c.actor.language),
        feeds,
        state: worst(targets.map(stateOf)),
        line: feeds.find((one) => one.line !== null)?.line ?? null,
      };
    }),
  );

export const safeguardsOf = (c: Context): Promise<PlanProgress['safeguards']> =>
  Promise.all(
    c.plan.safeguards.map(async (one) => ({
      code: one.code,
      title: textIn(one.title, c.actor.language),
      summary: textIn(one.summary, c.actor.language),
      feeds: await Promise.all(one.feeds.map((feed) => fed(c, feed))),
    })),
  );
