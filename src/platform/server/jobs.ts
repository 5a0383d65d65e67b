// Work that goes on beside requests, again and again. Each piece guards itself by the database, so that several processes may run it.

/** What a job tells its faults to. */
type Log = { error: (what: object, words: string) => void };
export type Job = { stop: () => Promise<void> };

/** Runs `work` after `first` and then every `every` milliseconds, never twice at once; a fault is logged and the next time it is tried again. */
export function repeat(name: string, every: number, work: () => Promise<unknown>, log: Log, first = every): Job {
  let stopped = false;
  let under: Promise<void> = Promise.resolve();
  const run = () => {
    under = work()
      .then(() => undefined)
      .catch((error: unknown) => {
        if (!stopped) log.error({ err: error, job: name }, 'a job failed and will be tried again');
      })
      .finally(() => {
        if (!stopped) timer = setTimeout(run, every);
      });
  };
  let timer = setTimeout(run, first);
  return {
    stop: async () => {
      stopped = true;
      clearTimeout(timer);
      await under;
    },
  };
}
