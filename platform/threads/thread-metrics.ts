import { randomUUID } from 'node:crypto';
import { BroadcastChannel } from 'node:worker_threads';
import { AggregatorRegistry, register } from 'prom-client';

type Metrics = Awaited<ReturnType<typeof register.getMetricsAsJSON>>;
type Message = { readonly question: string } | { readonly answerTo: string; readonly metrics: Metrics };

/** A thread that answers later than this is busy beyond measure. */
const answerWithinMs = 2000;

/**
 * Metrics of all threads of this process together, as Prometheus reads them. Call it once in each of them; from then on it
 * answers the others.
 *
 * @param others how many threads there are beside this one
 */
export function metricsOfThreads(others: number): () => Promise<string> {
  if (others === 0) return () => register.metrics();
  const channel = new BroadcastChannel('metrics');
  const questions = new Map<string, (metrics: Metrics) => void>();
  channel.onmessage = ({ data: message }: { data: Message }) => {
    if ('question' in message) void answer(message.question);
    else questions.get(message.answerTo)?.(message.metrics);
  };
  channel.unref();

  /** Where the metrics cannot be told, whoever asks learns it by the silence. */
  async function answer(question: string): Promise<void> {
    const metrics = await register.getMetricsAsJSON().catch(() => null);
    if (metrics) channel.postMessage({ answerTo: question, metrics } satisfies Message);
  }

  /** @throws Error where a thread does not answer. */
  function ask(): Promise<Metrics[]> {
    const question = randomUUID();
    const { promise, resolve, reject } = Promise.withResolvers<Metrics[]>();
    const answers: Metrics[] = [];
    questions.set(question, (metrics) => {
      answers.push(metrics);
      if (answers.length === others) resolve(answers);
    });
    const late = setTimeout(() => reject(new Error('A thread does not tell its metrics.')), answerWithinMs);
    channel.postMessage({ question } satisfies Message);
    return promise.finally(() => {
      clearTimeout(late);
      questions.delete(question);
    });
  }

  return async () => {
    const [own, of] = await Promise.all([register.getMetricsAsJSON(), ask()]);
    return AggregatorRegistry.aggregate([own, ...of]).metrics();
  };
}
