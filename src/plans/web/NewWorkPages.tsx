// New records of the plan at work: the forms of their `create`. What each asks the server says.
import { useSearch } from '../../platform/web/address.ts';
import { useWords } from '../../platform/web/i18n.ts';
import { NewRecord } from '../../records/web/index.ts';
import { asAsked, useAtWorkSources } from './at-work-forms.tsx';
import { milestonesApi, ordersApi, reportsApi, tasksApi, useRecord, type PlanTask } from './at-work-view.ts';
import { usePlans } from './view.ts';

/** Opens a task of the plan. */
export function NewPlanTask() {
  const t = useWords();
  const { plan = '', task = '' } = useSearch();
  const back = plan === '' ? '/' : `/plans/${plan}/tasks/${task}`;
  return (
    <NewRecord
      api={tasksApi}
      back={{ to: back, words: t('planTasks:task') }}
      title={t('planTasks:actions.create')}
      note={t('atWork:task.notOpen')}
      submitWords={t('planTasks:actions.create')}
      page={() => back}
      asked={asAsked}
      sources={useAtWorkSources(['plan', 'task'])}
      given={{ plan, task }}
    />
  );
}

export function NewMilestone() {
  const t = useWords();
  const { planTask = '' } = useSearch();
  const task = useRecord<PlanTask>(tasksApi, planTask).asked.data;
  const back = task ? `/plans/${task.plan}/tasks/${task.task}` : '/milestones';
  const note = [task ? `${task.task} ${task.title}` : null, t('atWork:milestone.newNote')].filter(Boolean).join(' · ');
  return (
    <NewRecord
      api={milestonesApi}
      back={{ to: back, words: t('planTasks:task') }}
      title={t('atWork:milestone.new')}
      note={note}
      submitWords={t('milestones:actions.create')}
      page={() => back}
      asked={asAsked}
      sources={useAtWorkSources(['planTask'])}
      given={{ planTask }}
    />
  );
}

export function NewOrder() {
  const t = useWords();
  const plans = usePlans().data?.items;
  const { plan = plans?.[0]?.code, task } = useSearch();
  return (
    <NewRecord
      api={ordersApi}
      back={{ to: '/orders', words: t('orders:page.back') }}
      title={t('orders:actions.create')}
      note={`${t('orders:form.about')} ${t('orders:form.to')} ${t('orders:form.due')}`}
      submitWords={t('orders:actions.create')}
      page={(id) => `/orders/${id}`}
      asked={asAsked}
      sources={useAtWorkSources(plans?.length === 1 ? ['plan'] : [])}
      ready={plan !== undefined}
      given={{ plan, ...(task ? { task } : {}) }}
    />
  );
}

/** A district writes: what is typed is kept in the browser until it is saved as a draft. */
export function NewReport() {
  const t = useWords();
  const plans = usePlans().data?.items;
  const only = plans?.length === 1 ? plans[0]?.code : undefined;
  return (
    <NewRecord
      api={reportsApi}
      back={{ to: '/work-reports', words: t('workReports:page.back') }}
      title={t('workReports:actions.create')}
      note={t('workReports:new.note')}
      submitWords={t('workReports:new.save')}
      page={(id) => `/work-reports/${id}`}
      asked={asAsked}
      sources={useAtWorkSources(only === undefined ? [] : ['plan'])}
      sent={(body) => (only === undefined ? body : { ...body, plan: body['task'] === null ? null : only })}
      ready={plans !== undefined}
      keep="workReport"
      refused={t('workReports:new.refused')}
    />
  );
}
