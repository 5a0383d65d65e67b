// Where an address names the record of a task: leads to the page of the task itself.
import { Navigate } from '@tanstack/react-router';
import { usePathParam } from '../../platform/web/address.ts';
import { FailedPage } from '../../platform/web/ErrorPage.tsx';
import { Skeleton } from '../../platform/web/Parts.tsx';
import { type PlanTask, tasksApi, useRecord } from './at-work-view.ts';

export default function PlanTaskPage() {
  const { asked } = useRecord<PlanTask>(tasksApi, usePathParam('id'));
  if (asked.data) return <Navigate to={`/plans/${asked.data.plan}/tasks/${asked.data.task}` as string} replace />;
  return (
    <div className="page">
      {asked.isLoadingError ? <FailedPage problem={asked.error} again={() => void asked.refetch()} /> : <Skeleton lines={6} />}
    </div>
  );
}
