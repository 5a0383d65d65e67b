// A load generator on `node:http`: some kept connections, each asking again as soon as it was answered. Not a model of real visitors.
import { Agent, get } from 'node:http';

export type Pressed = { rate: number; times: number[] };
export type Pressing = { url: string; headers: Record<string, string>; connections: number; seconds: number };

/** Asks for some seconds; requests a second and the milliseconds of each. An answer other than 200 ends the bench. */
export async function press({ url, headers, connections, seconds }: Pressing): Promise<Pressed> {
  const agent = new Agent({ keepAlive: true, maxSockets: connections });
  const times: number[] = [];
  const begun = performance.now();
  const until = begun + seconds * 1000;
  const worker = async () => {
    while (performance.now() < until) {
      const at = performance.now();
      await once(url, headers, agent);
      times.push(performance.now() - at);
    }
  };
  await Promise.all(Array.from({ length: connections }, worker));
  const rate = times.length / ((performance.now() - begun) / 1000);
  agent.destroy();
  return { rate, times };
}

const once = (url: string, headers: Record<string, string>, agent: Agent): Promise<void> =>
  new Promise((resolve, reject) => {
    get(url, { headers, agent }, (answer) => {
      if (answer.statusCode !== 200) reject(new Error(`${url} answered ${answer.statusCode}`));
      answer.resume().once('end', resolve).once('error', reject);
    }).once('error', reject);
  });
