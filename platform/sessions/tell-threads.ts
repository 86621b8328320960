import { BroadcastChannel } from 'node:worker_threads';
import type { EndedSession, EndedSessions } from './ended-sessions.ts';

/**
 * Lets the threads of a process know at once which sessions have ended: what is added by the returned function is added in
 * each thread that has called this.
 */
export function endedInAllThreads(ended: EndedSessions): Pick<EndedSessions, 'add'> {
  const channel = new BroadcastChannel('ended sessions');
  channel.onmessage = ({ data }: { data: readonly EndedSession[] }) => void ended.add(data);
  channel.unref();
  return {
    add(list) {
      const news = ended.add(list);
      if (news.length > 0) channel.postMessage(news);
      return news;
    },
  };
}
